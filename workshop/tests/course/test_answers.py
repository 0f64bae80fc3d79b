"""The learner's own files are made, kept and never lost."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.doubles import SOLUTION, START, TABLE, write_exercise
from workshop.course.answers import Answers, Record
from workshop.course.exercise import Exercise
from workshop.engine.protocol import Outcome
from workshop.errors import MachineError
from workshop.judging.verdict import JudgedMutant, Verdict

VERDICT = Verdict(mutants=(JudgedMutant("squares", {"test_zero": Outcome("failed")}), JudgedMutant("adds-two", {})))


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """Return the small exercise."""
    return write_exercise(tmp_path)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    """Return the answers of the project that has it."""
    return Answers(tmp_path)


def test_the_file_begins_as_the_start(answers: Answers, exercise: Exercise, tmp_path: Path) -> None:
    """It is where the README of the exercise says."""
    file = answers.begin(exercise)

    assert file == tmp_path / "answers" / "13-doubles" / "test_doubles.py"
    assert answers.read(exercise) == START.encode()


def test_what_is_there_is_never_written_over(answers: Answers, exercise: Exercise) -> None:
    """Beginning again, as after an update of the kit, leaves the learner's tests alone."""
    file = answers.begin(exercise)
    file.write_text(SOLUTION, encoding="utf-8")

    answers.begin(exercise)

    assert file.read_text(encoding="utf-8") == SOLUTION


def test_plain_pytest_is_provided_for_who_has_made_the_file(answers: Answers, exercise: Exercise) -> None:
    """What lets it find the program is made whenever it is missing."""
    answers.folder(exercise).mkdir(parents=True)
    answers.file(exercise).write_text(SOLUTION, encoding="utf-8")

    answers.begin(exercise)

    assert (answers.folder(exercise) / "conftest.py").exists()


@pytest.mark.parametrize("table", [TABLE, pytest.param(f'requirements = ["redis"]\n{TABLE}', id="with a server")])
def test_plain_pytest_finds_the_program(table: str, tmp_path: Path) -> None:
    """Who wants to debug a test runs it without us; one that needs a server has one."""
    exercise = write_exercise(tmp_path, table=table)
    file = Answers(tmp_path).begin(exercise)
    connects = "\n\ndef test_server():\n    redis.from_url(os.environ['REDIS_URL']).ping()\n"
    if exercise.needs_redis:
        file.write_text(f"import os\n\nimport redis\n{START}{connects}", encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "answers"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )

    assert f"{2 if exercise.needs_redis else 1} passed" in run.stdout


def test_a_reset_keeps_a_copy_each_time(answers: Answers, exercise: Exercise) -> None:
    """The way back to the start costs nothing."""
    file = answers.begin(exercise)
    file.write_text(SOLUTION, encoding="utf-8")

    copies = [answers.reset(exercise), answers.reset(exercise)]

    assert [copy.name for copy in copies] == ["test_doubles.py.kept-1", "test_doubles.py.kept-2"]
    assert [copy.read_text(encoding="utf-8") for copy in copies] == [SOLUTION, START]
    assert file.read_text(encoding="utf-8") == START


def test_what_cannot_be_read_or_reset_is_an_error(answers: Answers, exercise: Exercise) -> None:
    """The error names the file."""
    with pytest.raises(MachineError, match=r"test_doubles\.py: No such file"):
        answers.read(exercise)
    with pytest.raises(MachineError, match=r"test_doubles\.py: No such file"):
        answers.reset(exercise)


def test_where_nothing_can_be_written_it_says_what_to_do(answers: Answers, exercise: Exercise, tmp_path: Path) -> None:
    """As in a checkout that is read-only; here a file is in the way."""
    (tmp_path / "answers").touch()

    with pytest.raises(MachineError, match=r"answers.* cannot be written: .*Work in a copy of the project"):
        answers.begin(exercise)


def test_a_verdict_is_known_until_something_changes(answers: Answers, exercise: Exercise) -> None:
    """Progress is what the files show: other tests, or another exercise, have to be checked again."""
    file = answers.begin(exercise)
    assert answers.record(exercise) is None

    answers.note(exercise, START.encode(), VERDICT)
    known = answers.record(exercise)
    assert known
    assert (known.is_done, known.killed) == (False, ("squares",))

    file.write_text(SOLUTION, encoding="utf-8")
    assert answers.record(exercise) is None
    file.write_text(START, encoding="utf-8")
    assert answers.record(exercise) == known

    (exercise.folder / "doubles.py").write_text("# another\n", encoding="utf-8")
    assert answers.record(exercise) is None


def test_without_the_tests_nothing_is_known(answers: Answers, exercise: Exercise) -> None:
    """Who has deleted them begins again."""
    answers.begin(exercise)
    answers.note(exercise, START.encode(), VERDICT)

    answers.file(exercise).unlink()

    assert answers.record(exercise) is None


def test_hints_that_were_given_stay_known(answers: Answers, exercise: Exercise) -> None:
    """A new verdict does not begin with the first hint again."""
    answers.begin(exercise)
    answers.note(exercise, START.encode(), VERDICT)
    answers.keep(exercise, replace(answers.record(exercise) or Record(), hints={"adds-two": 2}))

    answers.note(exercise, START.encode(), VERDICT)

    assert (answers.record(exercise) or Record()).hints == {"adds-two": 2}


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"killed": [], "hints": {}, "unknown": 1})])
def test_a_record_that_makes_no_sense_is_none(text: str, answers: Answers, exercise: Exercise) -> None:
    """It is made again at the next check."""
    answers.begin(exercise)
    answers.note(exercise, START.encode(), VERDICT)
    (answers.folder(exercise) / ".verdict.json").write_text(text, encoding="utf-8")

    assert answers.record(exercise) is None
