"""What's known of the learner's files: the last verdict, and the hints that were given."""

import json
from dataclasses import replace

import pytest

from tests.doubles import SOLUTION, START
from workshop.course.answers import Answers, Record
from workshop.course.exercise import Exercise, read_exercise
from workshop.engine.protocol import Outcome
from workshop.judging.verdict import JudgedMutant, JudgedTest, Verdict

VERDICT = Verdict(mutants=(JudgedMutant("squares", {"test_zero": Outcome("failed")}), JudgedMutant("adds-two", {})))


def test_record_is_valid_until_something_changes(answers: Answers, exercise: Exercise) -> None:
    """Other tests, or another exercise, have to be checked again."""
    file = answers.begin(exercise)
    records = [answers.record(exercise)]
    answers.save_verdict(exercise, answers.read(exercise), VERDICT)
    records.append(answers.record(exercise))
    file.write_text(SOLUTION, encoding="utf-8")
    records.append(answers.record(exercise))
    file.write_text(START, encoding="utf-8")
    records.append(answers.record(exercise))
    (exercise.folder / "doubles.py").write_text("# another\n", encoding="utf-8")
    records.append(answers.record(read_exercise(exercise.folder)))

    known = records[1]
    assert known
    assert (known.is_done, known.killed) == (False, ("squares",))
    assert records == [None, known, None, known, None]


def test_deleted_tests_have_no_record(answers: Answers, exercise: Exercise) -> None:
    """A learner who deletes them begins again."""
    answers.begin(exercise)
    answers.save_verdict(exercise, answers.read(exercise), VERDICT)

    answers.file(exercise).unlink()

    assert answers.record(exercise) is None


def test_new_verdict_keeps_the_number_of_hints(answers: Answers, exercise: Exercise) -> None:
    """The first hint isn't given again."""
    answers.begin(exercise)
    answers.save_verdict(exercise, answers.read(exercise), VERDICT)
    answers.save_record(exercise, replace(answers.record(exercise) or Record(), hints={"adds-two": 2}))

    answers.save_verdict(exercise, answers.read(exercise), VERDICT)

    assert (answers.record(exercise) or Record()).hints == {"adds-two": 2}


def test_tests_to_fix_are_recorded(answers: Answers, exercise: Exercise) -> None:
    """What they kill isn't: a learner may read the file."""
    wrong = JudgedTest("test_doubles.py::test_wrong", "wrong", "assert 6 == 7", ("squares",), line=6)
    answers.begin(exercise)

    answers.save_verdict(exercise, answers.read(exercise), Verdict((wrong, replace(wrong, status="vacuous"))))

    record = answers.record(exercise)
    assert record
    assert [(test.name, test.status, test.evidence, [*test.kills]) for test in record.to_fix] == [
        ("test_doubles.py::test_wrong", "wrong", "assert 6 == 7", [])
    ]


def test_record_of_an_earlier_version_is_valid(answers: Answers, exercise: Exercise) -> None:
    """It names nothing to fix."""
    answers.begin(exercise)
    answers.save_verdict(exercise, answers.read(exercise), VERDICT)
    file = answers.folder(exercise) / ".verdict.json"
    values = json.loads(file.read_text(encoding="utf-8"))
    del values["to_fix"], values["error"]
    file.write_text(json.dumps(values), encoding="utf-8")

    record = answers.record(exercise)

    assert record
    assert (record.killed, record.to_fix) == (("squares",), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="list"),
        pytest.param("{}", id="no keys"),
        pytest.param(json.dumps({"killed": [], "hints": {}, "unknown": 1}), id="unknown key"),
    ],
)
def test_malformed_record_is_ignored(text: str, answers: Answers, exercise: Exercise) -> None:
    """The next check writes it again."""
    answers.begin(exercise)
    answers.save_verdict(exercise, answers.read(exercise), VERDICT)
    (answers.folder(exercise) / ".verdict.json").write_text(text, encoding="utf-8")

    assert answers.record(exercise) is None
