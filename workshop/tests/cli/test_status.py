"""Without a command, `workshop` says where the learner is and what to do next."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.doubles import SOLUTION, START, write_exercise

FILE = Path("answers", "13-doubles", "test_doubles.py")


def test_the_status_names_the_next_exercise(run: Command, course: Path) -> None:
    """The file to write in exists already."""
    result = run()

    assert (result.code, result.err) == (0, "")
    assert "0 of 2 exercises are done.\nNext is 13-doubles: Doubles, about 15 minutes.\n" in result.out
    assert f"write tests in      {FILE}" in result.out
    assert re.search(r"check them with +workshop check", result.out)
    assert (course / FILE).read_text(encoding="utf-8") == START


def test_a_done_exercise_is_followed_by_the_next(run: Command, course: Path) -> None:
    """What counts is the last verdict."""
    run()
    (course / FILE).write_text(SOLUTION, encoding="utf-8")
    run("check")

    assert "1 of 2 exercises is done.\nNext is 14-more: Doubles, about 15 minutes.\n" in run().out


def test_a_finished_course_suggests_what_to_do_now(run: Command, course: Path) -> None:
    """There is still something to do: write an exercise."""
    for name in ("13-doubles", "14-more"):
        (course / "answers" / name).mkdir(parents=True)
        (course / "answers" / name / "test_doubles.py").write_text(SOLUTION, encoding="utf-8")
    run("check", "--all")

    assert run().out == "All 2 exercises are done. See `workshop list`, or write one with `workshop new NAME`.\n"


@pytest.mark.usefixtures("course")
def test_exercises_are_listed_with_their_state(run: Command) -> None:
    """The learner sees how far each one is."""
    run("check")

    lines = run("list").out.splitlines()

    assert lines == [
        "exercise    title    technique   minutes  state",
        "13-doubles  Doubles  unit tests  15       2 of 5 killed",
        "14-more     Doubles  unit tests  15       not started",
    ]


def test_long_names_are_listed_whole(run: Command, course: Path) -> None:
    """Users type them, so on a narrow terminal the other columns are wrapped."""
    name = "15-an-exercise-whose-name-is-as-long-as-a-sentence"
    write_exercise(course, name)

    assert name in run("list").out.split()


def test_a_narrow_terminal_lists_an_exercise_in_several_lines(narrow: Command, course: Path) -> None:
    """A table doesn't fit, and nothing is cut."""
    write_exercise(course, "15-many-words-in-the-name-of-an-exercise")

    assert [line.rstrip() for line in narrow("list").out.splitlines()][-5:] == [
        "",
        "15-many-words-in-the-name-of-an-exercise",
        "Doubles: unit tests, 15 minutes, not",
        "started",
        "",
    ]


@pytest.mark.usefixtures("course")
def test_a_narrow_terminal_shows_each_path_and_command_on_a_line(narrow: Command) -> None:
    """There is no line break in them, so they can be copied."""
    lines = narrow().out.splitlines()

    assert lines[1:7] == [
        "Next is 13-doubles: Doubles, about 15",
        "minutes.",
        "",
        "read:",
        f"    {Path('exercises', '13-doubles', 'README.md')}",
        "write tests in:",
    ]


def test_outside_a_course_it_says_how_to_start_one(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the folder that has no exercises."""
    monkeypatch.chdir(tmp_path)

    result = run()

    assert (result.code, result.out) == (2, "")
    assert f"{tmp_path}" in result.err
    assert "`workshop init`" in result.err
