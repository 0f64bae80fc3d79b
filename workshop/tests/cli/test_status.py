"""Without a command, `workshop` says where the learner is and what to do next."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.doubles import SOLUTION, START

FILE = Path("answers", "13-doubles", "test_doubles.py")


def test_the_status_names_the_next_exercise(run: Command, course: Path) -> None:
    """The file to write in exists already."""
    result = run()

    assert (result.code, result.err) == (0, "")
    assert "0 of 2 exercises are done. Next is 13-doubles: Doubles." in result.out
    assert f"write tests in      {FILE}" in result.out
    assert re.search(r"check them with +workshop check", result.out)
    assert (course / FILE).read_text(encoding="utf-8") == START


def test_a_done_exercise_is_followed_by_the_next(run: Command, course: Path) -> None:
    """What counts is the last verdict."""
    run()
    (course / FILE).write_text(SOLUTION, encoding="utf-8")
    run("check")

    assert "1 of 2 exercises are done. Next is 14-more: Doubles." in run().out


def test_a_finished_course_suggests_what_to_do_now(run: Command, course: Path) -> None:
    """There is still something to do: write an exercise."""
    for name in ("13-doubles", "14-more"):
        (course / "answers" / name).mkdir(parents=True)
        (course / "answers" / name / "test_doubles.py").write_text(SOLUTION, encoding="utf-8")
    run("check", "--all")

    assert run().out == "All 2 exercises are done. See `workshop list`, or write one with `workshop new`.\n"


def test_outside_a_course_it_says_how_to_start_one(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the folder that has no exercises."""
    monkeypatch.chdir(tmp_path)

    result = run()

    assert (result.code, result.out) == (2, "")
    assert f"{tmp_path}" in result.err
    assert "`workshop init`" in result.err
