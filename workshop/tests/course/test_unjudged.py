"""Files that belong to no exercise are found."""

import os
from pathlib import Path

import pytest

from workshop.course.answers import Answers
from workshop.course.exercise import Exercise
from workshop.course.unjudged import find_unjudged
from workshop.errors import MachineError


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("test_doubles.py", id="in no folder"),
        pytest.param("doubles/test_doubles.py", id="in a folder with another name"),
        pytest.param("13-Doubles/test_doubles.py", id="in a folder with another spelling"),
        pytest.param("13-doubles/mine.py", id="under a name that pytest doesn't collect"),
        pytest.param("13-doubles/test_doubles.py.txt", id="with the ending of a text"),
        pytest.param("13-doubles/TEST_DOUBLES.PY", id="in capitals"),
        pytest.param("answers/13-doubles/test_doubles.py", id="in a folder too deep"),
    ],
)
def test_file_that_is_not_judged_is_found(name: str, answers: Answers) -> None:
    """It may have tests."""
    path = answers.root / "answers" / name
    path.parent.mkdir(parents=True)
    path.touch()

    assert find_unjudged(answers, []) == [path]


@pytest.mark.parametrize("name", ["notes.md", "conftest.py", "__init__.py", ".idea/test_a.py", "test_a.py.kept-1"])
def test_file_without_tests_is_passed_over(name: str, answers: Answers) -> None:
    """Nothing in it is missed."""
    path = answers.root / "answers" / name
    path.parent.mkdir(parents=True)
    path.touch()

    assert find_unjudged(answers, []) == []


def test_file_in_the_folder_of_a_started_exercise_is_judged(answers: Answers, exercise: Exercise) -> None:
    """It's part of the suite, whatever its name is."""
    file = answers.begin(exercise)
    (file.parent / "more").mkdir()
    (file.parent / "more" / "helper.py").touch()

    assert find_unjudged(answers, [exercise]) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_folder_with_two_names_is_judged_under_one(answers: Answers, exercise: Exercise) -> None:
    """Here by a link; on macOS upper and lower case are two names as well."""
    folder = answers.begin(exercise).parent
    folder.rename(folder.with_name("doubles"))
    folder.symlink_to(folder.with_name("doubles"))

    assert find_unjudged(answers, [exercise]) == []


def test_answers_that_cannot_be_listed_are_an_error(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """The root user can list everything, so the refusal is made up."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", f"{path}")

    (answers.root / "answers").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)

    with pytest.raises(MachineError, match="answers: Permission denied"):
        find_unjudged(answers, [])
