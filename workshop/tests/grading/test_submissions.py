"""The tests that learners hand in are found in their folders."""

from pathlib import Path

import pytest

from tests.grading.conftest import HandIn
from workshop.course.exercise import Exercise
from workshop.grading.submissions import Submission, find_submissions


@pytest.mark.parametrize(
    "file", ["answers/13-doubles/test_doubles.py", "13-doubles/test_doubles.py", "test_doubles.py"]
)
def test_tests_are_found_in_three_places(file: str, hand_in: HandIn, exercise: Exercise) -> None:
    """In a copy of the project, in a folder of the exercise, or in the learner's folder itself."""
    folder = hand_in("learner", "", file)

    assert find_submissions([folder], [exercise]) == [Submission("learner", exercise, folder / file)]


def test_a_copy_of_the_project_comes_first(hand_in: HandIn, exercise: Exercise) -> None:
    """A learner's folder may contain several files of this name."""
    hand_in("learner", "", "test_doubles.py")
    folder = hand_in("learner", "", "answers/13-doubles/test_doubles.py")

    (submission,) = find_submissions([folder], [exercise])

    assert submission.file == folder / "answers" / "13-doubles" / "test_doubles.py"


def test_a_learner_without_tests_has_a_submission_too(tmp_path: Path, exercise: Exercise) -> None:
    """Its file is None."""
    assert find_submissions([tmp_path], [exercise]) == [Submission(tmp_path.name, exercise, None)]


def test_folders_of_the_same_name_are_told_apart(tmp_path: Path, exercise: Exercise) -> None:
    """If each class has its own folder, two learners may be named alike; their paths tell them apart."""
    folders = [tmp_path / "monday" / "learner", tmp_path / "friday" / "learner", tmp_path / "other"]

    learners = [submission.learner for submission in find_submissions(folders, [exercise])]

    assert learners == [f"{folders[0]}", f"{folders[1]}", "other"]
