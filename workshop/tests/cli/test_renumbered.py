"""After an update that numbers the exercises in another way, learners go on with their answers."""

from pathlib import Path

import pytest

from tests.cli.conftest import FILE, Command, write_answer
from tests.doubles import SOLUTION

MOVED = f"workshop: {Path('answers', '07-doubles')} is {FILE.parent} now: the exercise has a new number\n"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="status"),
        pytest.param(["list"], id="list"),
        pytest.param(["check", "13"], id="check"),
        pytest.param(["hint", "13"], id="hint"),
        pytest.param(["solution", "13", "--spoil"], id="solution"),
        pytest.param(["show", "1", "13", "--spoil"], id="show"),
        pytest.param(["reset", "13"], id="reset"),
    ],
)
def test_every_command_for_learners_moves_answers(arguments: list[str], run: Command, course: Path) -> None:
    """It says so, and does what it does."""
    write_answer(course, SOLUTION)
    (course / FILE.parent).rename(course / "answers" / "07-doubles")

    result = run(*arguments)

    assert (result.code, result.err.startswith(MOVED)) == (0, True)
    assert (course / FILE).exists()
    assert not (course / "answers" / "07-doubles").exists()


def test_a_done_exercise_stays_done(run: Command, course: Path) -> None:
    """The next one is the one that would have been next."""
    write_answer(course, SOLUTION)
    run("check")
    (course / FILE.parent).rename(course / "answers" / "07-doubles")

    result = run()

    assert result.err == MOVED
    assert result.out.startswith("1 of 2 exercises is done.\nNext is 14-more: ")


def test_answers_that_cannot_be_moved_are_not_begun_again(run: Command, course: Path) -> None:
    """The command ends with what to do, before it creates a second folder."""
    write_answer(course, SOLUTION)
    (course / "answers").rename(course / "elsewhere")
    (course / "elsewhere" / "13-doubles").rename(course / "elsewhere" / "07-doubles")
    (course / "answers").symlink_to(course / "elsewhere")

    result = run("check")

    assert (result.code, result.out) == (2, "")
    assert "13-doubles (it's reached through a link); rename them yourself" in result.err
    assert [path.name for path in (course / "elsewhere").iterdir()] == ["07-doubles"]


@pytest.mark.parametrize(
    ("method", "refused"), [("iterdir", "answers"), ("is_dir", "answers/07-doubles")], ids=["listed", "entered"]
)
def test_answers_that_cannot_be_reached_are_named(
    method: str, refused: str, run: Command, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The root user can list and enter everything, so the refusal is made up."""
    (course / "answers" / "07-doubles").mkdir(parents=True)
    original = getattr(Path, method)

    def refuse(path: Path) -> object:
        if path == course / refused:
            raise PermissionError(13, "Permission denied", f"{path}")
        return original(path)

    monkeypatch.setattr(Path, method, refuse)

    assert run("list").err == f"workshop: {course / refused}: Permission denied\n"
