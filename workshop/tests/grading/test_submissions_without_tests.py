"""A hand-in without any tests isn't the same as no hand-in."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.doubles import write_exercise
from tests.grading.conftest import learners_in
from tests.grading.zips import write_files
from workshop.course.exercise import Exercise
from workshop.grading.submissions import find_submissions, learners_without_tests

NAMES = ("13-doubles", "14-more", "15-triples")
TEST_FILES = ("test_doubles.py", "test_triples.py")


def unused(folder: Path, exercises: Sequence[Exercise]) -> list[str]:
    """Return the learner and some files, unless there are tests for these exercises, of three that there are."""
    learners = learners_in([folder])
    submissions = find_submissions(learners, [*exercises], TEST_FILES)
    return learners_without_tests(learners, submissions, NAMES, TEST_FILES)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(["answers.rar"], id="another kind of archive"),
        pytest.param(["text.html"], id="text that was typed in"),
        pytest.param(["test_doubles (1).py"], id="a second download"),
        pytest.param(["Tests.py", "code/test_doubles.py"], id="another folder"),
        pytest.param(["answers/test_doubles.py"], id="between the folders"),
        pytest.param(["answers/doubles/test_doubles.py"], id="a folder with another name"),
    ],
)
def test_files_that_cannot_be_used_are_named(files: list[str], exercise: Exercise, tmp_path: Path) -> None:
    """As far as they aren't for an exercise that isn't graded."""
    others = ["test_triples.py", "15-triples/test_triples.py", "answers/15-triples/test_triples.py"]
    folder = write_files(tmp_path / "one", dict.fromkeys([*files, *others], ""))

    found = unused(folder, [exercise, write_exercise(tmp_path, "14-more")])

    assert found == [f"one ({', '.join(files)})"]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param([], id="nothing"),
        pytest.param(["test_triples.py"], id="tests for another exercise"),
        pytest.param(["answers/15-triples/test_mine.py", "1-triples/test_mine.py"], id="folders for another exercise"),
        pytest.param(["answers/13-doubles/conftest.py"], id="a folder that we have written"),
        pytest.param(["README.md", "exercises/13-doubles/exercise.toml"], id="a course"),
        pytest.param(["README.md", "workshop/pyproject.toml", "workshop/exercises/13/exercise.toml"], id="a clone"),
        pytest.param(["answers.rar", "test_doubles.py"], id="tests"),
    ],
)
def test_nothing_is_said_about_others(files: list[str], exercise: Exercise, tmp_path: Path) -> None:
    """They have tests, or haven't done anything yet."""
    assert unused(write_files(tmp_path / "one", dict.fromkeys(files, "")), [exercise]) == []


def test_only_answers_count_in_a_course(exercise: Exercise, tmp_path: Path) -> None:
    """The learner has put the tests into the wrong place."""
    files = {"README.md": "", "exercises/13-doubles/exercise.toml": "", "answers/test_doubles.py": ""}

    assert unused(write_files(tmp_path / "one", files), [exercise]) == ["one (answers/test_doubles.py)"]


def test_a_few_files_are_enough(exercise: Exercise, tmp_path: Path) -> None:
    """There may be thousands."""
    folder = write_files(tmp_path / "one", dict.fromkeys(["d.py", "c.py", "b.py", "a.py"], ""))

    assert unused(folder, [exercise]) == ["one (a.py, b.py, c.py)"]


def test_what_cannot_be_looked_at_is_not_named(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The root user can list everything, so the refusal is made up."""
    folder = write_files(tmp_path / "one", {"answers.rar": ""})

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)

    assert unused(folder, [exercise]) == []
