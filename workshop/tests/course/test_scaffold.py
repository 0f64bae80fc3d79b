"""A new exercise begins as a skeleton, and says itself what is missing."""

from pathlib import Path

import pytest

from workshop.course.exercise import read_exercise
from workshop.course.lint import verify
from workshop.course.scaffold import scaffold
from workshop.errors import AuthorError


def test_a_skeleton_lacks_only_what_its_author_must_write(tmp_path: Path) -> None:
    """Everything else is as it must be: start, solution, bad suite and references."""
    paths = scaffold(tmp_path / "13-time-zones")

    assert paths[1] == tmp_path / "13-time-zones" / "time_zones.py"
    assert list(verify(read_exercise(tmp_path / "13-time-zones"), tmp_path, lambda _: None)) == [
        "README.md: 'TODO:' still stands in it",
        "time_zones.py: 'TODO:' still stands in it",
        "exercise.toml: 'TODO:' still stands in it",
        "the number of mutants is 1: let it be 5 to 9",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("13-class", "'13-class' is no name for an exercise", id="a keyword"),
        pytest.param("13", "'13' is no name for an exercise", id="a number alone"),
        pytest.param("13-it's", "is no name for an exercise", id="no name of a module"),
        pytest.param("there", "there is there already", id="one that is there"),
        pytest.param("file/13-zones", "Not a directory", id="where nothing can be written"),
    ],
)
def test_what_cannot_be_made_is_an_error(name: str, message: str, tmp_path: Path) -> None:
    """Nothing is written over, and the error says why."""
    (tmp_path / "there").mkdir()
    (tmp_path / "file").touch()

    with pytest.raises(AuthorError, match=message):
        scaffold(tmp_path / name)
