"""A new exercise begins as a skeleton that says what's left to write."""

from pathlib import Path

import pytest

from workshop.course.lint import Linter
from workshop.course.scaffold import scaffold
from workshop.errors import MachineError, UsageError


@pytest.mark.slow
def test_skeleton_lacks_only_what_its_author_must_write(tmp_path: Path) -> None:
    """The start, the solution, the bad suite and the other program are judged as they must be."""
    folder = tmp_path / "15-time-zones"

    paths = scaffold(folder)

    assert paths[1] == folder / "time_zones.py"
    assert Linter(tmp_path, seeds=1).problems(folder) == [
        "README.md: still contains 'TODO:'",
        "time_zones.py: still contains 'TODO:'",
        "exercise.toml: still contains 'TODO:'",
        "the number of mutants is 1: it must be 5 to 12",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("13-class", "'13-class' can't be the name of an exercise", id="keyword"),
        pytest.param("13", "'13' can't be the name of an exercise", id="only a number"),
        pytest.param("13-it's", "can't be the name of an exercise: choose one like 15-time-zones", id="apostrophe"),
        pytest.param("taken", "taken already exists: choose another name", id="existing folder"),
    ],
)
def test_unusable_name_is_refused(name: str, message: str, tmp_path: Path) -> None:
    """Nothing is written."""
    (tmp_path / "taken").mkdir()

    with pytest.raises(UsageError, match=message):
        scaffold(tmp_path / name)

    assert [*tmp_path.rglob("*")] == [tmp_path / "taken"]


def test_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """The message says why; here a file is in the way."""
    (tmp_path / "file").touch()

    with pytest.raises(MachineError, match="13-zones can't be written: Not a directory"):
        scaffold(tmp_path / "file" / "13-zones")
