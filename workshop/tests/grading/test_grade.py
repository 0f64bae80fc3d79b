"""A grade says how far a learner is with an exercise."""

from pathlib import Path

import pytest

from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.grading.grade import Grade
from workshop.grading.submissions import Submission
from workshop.judging.verdict import JudgedTest, Verdict

ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")
FOLDER = Path("13-doubles")


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        pytest.param([make_test("test_a", "sound", *ALL)], ("done", 1.0, [], 0), id="done"),
        pytest.param(
            [make_test("test_a", "sound", *ALL), make_test("test_b", "wrong")],
            ("not done", 1.0, [], 1),
            id="a wrong test",
        ),
        pytest.param(
            [make_test("test_a", "sound", "squares", "shrinks"), make_test("test_b", "vacuous")],
            ("not done", 0.4, ["2", "3", "5"], 0),
            id="survivors",
        ),
    ],
)
def test_a_grade_follows_the_verdict(
    tests: list[JudgedTest], expected: tuple[str, float, list[str], int], exercise: Exercise
) -> None:
    """It has a state, the mutation score, the numbers of the survivors, and how many tests need fixing."""
    grade = Grade(Submission("learner", exercise, FOLDER), make_verdict(exercise, *tests))

    assert (grade.state, grade.score, grade.survivors, grade.to_fix) == expected


def test_a_missing_submission_has_no_score(exercise: Exercise) -> None:
    """An empty verdict alone would count as done."""
    grade = Grade(Submission("learner", exercise, folder=None), Verdict())

    assert (grade.state, grade.score) == ("missing", 0.0)


def test_tests_that_cannot_run_are_an_error(exercise: Exercise) -> None:
    """Their score is 0."""
    grade = Grade(Submission("learner", exercise, FOLDER), Verdict(error="SyntaxError"))

    assert (grade.state, grade.score) == ("error", 0.0)
