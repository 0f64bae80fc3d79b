"""The command that makes the autograder of a platform."""

from pathlib import Path

from tests.cli.conftest import Command


def test_a_folder_is_written(run: Command, course: Path) -> None:
    """It's named like the platform, and the command says what to do with it; an exercise can be named twice."""
    result = run("autograder", "gradescope", "13", "13")

    assert result.code == 0
    assert result.out.startswith("gradescope is ready. Zip the files in it, not the folder itself")
    assert [path.name for path in (course / "gradescope" / "exercises").iterdir()] == ["13-doubles"]


def test_a_folder_can_be_named(run: Command, course: Path) -> None:
    """It has all the exercises that are named."""
    result = run("autograder", "classroom50", "13", "more", "--output", "bundle")

    assert result.out.startswith("bundle is ready. ")
    assert {path.name for path in (course / "bundle" / "exercises").iterdir()} == {"13-doubles", "14-more"}
