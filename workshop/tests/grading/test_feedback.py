"""What learners can read about their grades."""

from pathlib import Path

from tests.grading.conftest import ALL
from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.grading.feedback import as_text
from workshop.grading.grade import Grade
from workshop.grading.submissions import Submission


def test_a_single_survivor_survives(exercise: Exercise) -> None:
    """The sentence is right for one, too."""
    verdict = make_verdict(exercise, make_test("test_a", "sound", *ALL[1:]))

    text = as_text(Grade(Submission("one", exercise, Path("13-doubles")), verdict))

    assert text == "4 of 5 mutants killed\nmutant 1 survives"


def test_each_grade_is_explained(grades: list[Grade]) -> None:
    """In a line that says how good the tests are, and below it what to look at."""
    texts = {grade.submission.learner: as_text(grade) for grade in grades}

    assert texts == {
        "=1+1": "5 of 5 mutants killed",
        "<b>bold": "0 of 5 mutants killed, tests to fix: 1\n"
        "test_a is wrong: assert '<i>' == '</i>'\n"
        "mutants 1, 2, 3, 4, 5 survive",
        "broken": "the tests couldn't be judged\ntest_doubles.py:1\nSyntaxError: invalid syntax",
        "starts": "2 of 5 mutants killed\nmutants 1, 3, 4 survive",
        "skips": "0 of 5 mutants killed\ntest_a is skipped\ntest_b is vacuous\nmutants 1, 2, 3, 4, 5 survive",
        "nothing": "no tests were found",
    }
