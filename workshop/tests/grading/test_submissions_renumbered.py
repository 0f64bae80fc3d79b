"""Learners may hand in folders with the numbers that exercises had before; nothing is renamed."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise
from tests.grading.conftest import HandIn, learners_in
from workshop.course.exercise import Exercise
from workshop.grading.submissions import find_submissions


@pytest.mark.parametrize("folder", ["answers/07-doubles", "7-doubles"])
def test_a_folder_may_have_a_number_from_before(folder: str, hand_in: HandIn, exercise: Exercise) -> None:
    """It's graded where it is; one with the present number comes first."""
    learner = hand_in("learner", "", f"{folder}/test_doubles.py")
    (first,) = find_submissions(learners_in([learner]), [exercise])
    hand_in("learner", "", "13-doubles/test_doubles.py")
    (second,) = find_submissions(learners_in([learner]), [exercise])

    assert [first.folder, second.folder] == [learner / folder, learner / "13-doubles"]
    assert (learner / folder / "test_doubles.py").exists()


def test_a_folder_with_a_number_from_before_is_not_part_of_another_suite(
    tmp_path: Path, hand_in: HandIn, exercise: Exercise
) -> None:
    """The tests for the other exercise are in the learner's folder itself."""
    other = write_exercise(tmp_path, "14-triples", program="triples")
    hand_in("learner", "", "07-doubles/test_doubles.py")
    folder = hand_in("learner", "", "test_triples.py")

    suites = [[*each.read()] for each in find_submissions(learners_in([folder]), [exercise, other])]

    assert suites == [["test_doubles.py"], ["test_triples.py"]]
