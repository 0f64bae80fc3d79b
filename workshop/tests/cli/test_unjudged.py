"""A check of all exercises says what it hasn't judged: a run that judges nothing must not look like a good one."""

from pathlib import Path

import pytest

from tests.cli.conftest import FILE, Command, write_answer
from tests.doubles import SOLUTION

ELSEWHERE = Path("answers", "first", "test_game.py")
UNCOLLECTED = Path("answers", "14-more", "mine.py")
USUAL_OF_IT = UNCOLLECTED.with_name("test_doubles.py")


def write(*files: Path) -> None:
    """Write tests into files of the current course."""
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SOLUTION, encoding="utf-8")


def test_without_answers_nothing_is_judged(run: Command, course: Path) -> None:
    """A check that was asked for doesn't succeed without a verdict, and no exercise is begun."""
    result = run("check", "--all")

    assert (result.code, result.out) == (1, "")
    assert result.err == "workshop: no exercise is started; run `workshop` to begin\n"
    assert not (course / "answers").exists()


@pytest.mark.usefixtures("course")
def test_files_of_no_exercise_are_named(run: Command) -> None:
    """With the place that tests belong in: for the exercise that's meant, as far as can be seen."""
    write(ELSEWHERE)
    one = run("check", "--all")
    write(UNCOLLECTED)
    two = run("check", "--all")

    assert [(each.code, each.out) for each in (one, two)] == [(1, ""), (1, "")]
    assert one.err == (
        f"workshop: no exercise is started; {ELSEWHERE} isn't judged: tests belong in files such as {FILE}\n"
    )
    assert two.err == (
        f"workshop: no exercise is started; {UNCOLLECTED} and {ELSEWHERE} aren't judged: tests belong in files such as"
        f" {USUAL_OF_IT}\n"
    )


@pytest.mark.usefixtures("course")
def test_of_many_files_only_some_are_named(run: Command) -> None:
    """And how many others there are."""
    write(*(Path("answers", f"test_{number}.py") for number in range(9)))

    assert f"{Path('answers', 'test_3.py')} and 5 others aren't judged" in run("check", "--all").err


@pytest.mark.usefixtures("course")
def test_the_summary_of_a_workflow_says_it_too(run: Command) -> None:
    """Nobody reads the log; names of files aren't taken for Markdown."""
    nothing = run("check", "--all", "--markdown")
    write(ELSEWHERE)
    files = run("check", "--all", "--markdown")

    assert (nothing.code, nothing.out) == (1, "\n❌ No exercise is started; run `workshop` to begin.\n")
    assert (files.code, files.out) == (
        1,
        f"\n❌ No exercise is started; `{ELSEWHERE}` isn't judged: tests belong in files such as `{FILE}`.\n",
    )


@pytest.mark.usefixtures("course")
def test_json_without_verdicts_is_an_empty_list(run: Command) -> None:
    """Programs can read it, and the exit code says that something is missing."""
    result = run("check", "--all", "--json")

    assert (result.code, result.out) == (1, "[]\n")


def test_files_beside_a_done_exercise_are_named(run: Command, course: Path) -> None:
    """The exit code is that of the exercises that are started."""
    write_answer(course, SOLUTION)
    write(UNCOLLECTED)

    result = run("check", "--all", "--markdown")

    assert result.code == 0
    assert result.err == f"workshop: {UNCOLLECTED} isn't judged: tests belong in files such as {USUAL_OF_IT}\n"
    assert f"\n\n❌ `{UNCOLLECTED}` isn't judged: tests belong in files such as `{USUAL_OF_IT}`.\n\nNext" in result.out


def test_a_check_of_one_exercise_is_about_that_one(run: Command, course: Path) -> None:
    """Other files don't matter to it."""
    write_answer(course, SOLUTION)
    write(ELSEWHERE)

    assert run("check", "13").err == ""
