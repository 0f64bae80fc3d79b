"""The commands for learners, from the first check to the last mutant."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import FILE, Command, write_answer
from tests.cli.result import run_installed
from tests.doubles import SOLUTION, START, write_exercise
from workshop.invocation import typed_path


def test_the_first_check_creates_the_file_and_judges_it(tmp_path: Path) -> None:
    """Exit code 1 means that the exercise isn't done."""
    write_exercise(tmp_path)

    result = run_installed(tmp_path, "check")

    assert result.code == 1
    assert result.err == f"workshop: created {FILE}: write your tests there; it usually takes about 15 minutes\n"
    assert "2 of 5 mutants killed" in result.out


def test_the_solution_is_done(run: Command, course: Path) -> None:
    """Exit code 0."""
    write_answer(course, SOLUTION)

    result = run("check", "13")

    assert (result.code, result.err) == (0, "")
    assert "Done: every mutant is killed" in result.out


@pytest.mark.parametrize(
    ("option", "start"), [("--json", '{\n  "exercise": "13-doubles",'), ("--markdown", "### ❌ 13-doubles: Doubles\n")]
)
@pytest.mark.usefixtures("course")
def test_a_verdict_is_printed_in_other_formats(option: str, start: str, run: Command) -> None:
    """For programs, and for the summary of a workflow; the exit code is the same."""
    result = run("check", option)

    assert result.code == 1
    assert result.out.startswith(start)


def test_all_started_exercises_are_checked(run: Command, course: Path) -> None:
    """No other is started; the JSON is a list."""
    run("check", "14")

    result = run("check", "--all", "--json")

    assert [each["exercise"] for each in json.loads(result.out)] == ["14-more"]
    assert (result.code, [path.name for path in (course / "answers").iterdir()]) == (1, ["14-more"])


def test_an_exercise_from_elsewhere_works_by_path(
    run: Command, course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The answer is beside the learner's other answers, and the next command has the path too."""
    folder = write_exercise(tmp_path_factory.mktemp("elsewhere"), "20-theirs").folder.resolve()

    result = run("check", f"{folder}")

    assert result.code == 1
    assert (course / "answers" / "20-theirs" / "test_doubles.py").exists()
    assert f"Try `workshop hint {typed_path(folder)}`" in result.out.replace("\n", " ")


@pytest.mark.usefixtures("course")
def test_each_of_several_exercises_has_its_own_next_step(run: Command) -> None:
    """Without a name, the command is about one of them only."""
    for name in ("13", "14"):
        run("check", name)

    out = run("check", "--all").out

    assert [name in out for name in ("`workshop hint 13-doubles`", "`workshop hint 14-more`")] == [True, True]


@pytest.mark.parametrize("arguments", [[], ["check"]])
def test_answers_that_cannot_be_written_are_an_error(arguments: list[str], run: Command, course: Path) -> None:
    """The message says what to do; here a file is in the way."""
    (course / "answers").touch()

    result = run(*arguments)

    assert result.code == 2
    assert "answers/13-doubles can't be written: " in result.err
    assert result.err.endswith("; work in a copy of the project that you own\n")


@pytest.mark.parametrize("arguments", [[], ["list"], ["check"], ["check", "13"], ["check", "--all"], ["hint"]])
def test_answers_in_a_folder_that_cannot_be_entered_are_an_error(
    arguments: list[str], run: Command, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the folder. The root user can enter every folder, so the refusal is made up."""
    write_answer(course, SOLUTION)
    folder = course / FILE.parent
    stat, iterdir = Path.stat, Path.iterdir

    def refuse_to_stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.is_relative_to(folder) and path != folder:
            raise PermissionError(13, "Permission denied", f"{path}")
        return stat(path, follow_symlinks=follow_symlinks)

    def refuse_to_list(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(13, "Permission denied", f"{path}")
        return iterdir(path)

    monkeypatch.setattr(Path, "stat", refuse_to_stat)
    monkeypatch.setattr(Path, "iterdir", refuse_to_list)

    result = run(*arguments)

    assert (result.code, result.out) == (2, "")
    assert result.err == f"workshop: {folder}: Permission denied\n"


def test_a_verdict_that_cannot_be_saved_is_still_shown(run: Command, course: Path) -> None:
    """The message comes after it."""
    (course / FILE.parent / ".verdict.json").mkdir(parents=True)

    result = run("check")

    assert "2 of 5 mutants killed" in result.out
    assert (result.code, "can't be written: " in result.err) == (2, True)


def test_the_solution_is_shown_only_later(run: Command, course: Path) -> None:
    """The learner's own comes first."""
    early = run("solution", "13")
    write_answer(course, SOLUTION)
    run("check")

    assert (early.code, early.out) == (2, "")
    assert early.err == "workshop: 13-doubles isn't done yet: keep going, or add --spoil\n"
    assert run("solution").out == SOLUTION


@pytest.mark.usefixtures("course")
def test_the_solution_is_shown_to_learners_who_insist(run: Command) -> None:
    """It can be printed without having been earned."""
    assert run("solution", "13", "--spoil").out == SOLUTION


def test_a_reset_says_where_the_copy_is(run: Command, course: Path) -> None:
    """Nothing is lost."""
    write_answer(course, SOLUTION)

    result = run("reset", "13")

    assert result.out == f"{FILE} is back to its start.\nYour own is kept as {FILE}.kept-1.\n"
    assert (course / f"{FILE}.kept-1").read_text(encoding="utf-8") == SOLUTION
    assert (course / FILE).read_text(encoding="utf-8") == START


def test_a_course_starts_in_an_empty_folder(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output names the first exercise and the next commands."""
    monkeypatch.chdir(tmp_path)

    result = run("init")

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("The course is ready: ")
    assert re.search(r"0 of \d+ exercises are done\.\nNext is 01-", result.out)
    assert re.search(r"check them with +workshop check", result.out)
    assert (tmp_path / "exercises").is_dir()


def test_a_course_does_not_start_in_a_course(run: Command, course: Path) -> None:
    """Nothing is overwritten."""
    before = sorted(course.rglob("*"))

    result = run("init")

    assert (result.code, result.out) == (2, "")
    assert sorted(course.rglob("*")) == before
