"""Grades of learners whose tests reject correct programs, built by hand."""

from dataclasses import replace
from pathlib import Path

from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.engine.failed_check import FailedCheck
from workshop.grading.grade import Grade
from workshop.grading.submissions import Submission
from workshop.judging.verdict import JudgedTest, Rejection

EVIDENCE = "on the program: no"
MINUS = FailedCheck("double(-3)", "-6", "6")


def wrong_test(
    check: FailedCheck, *, accepts: tuple[str, ...] = (), matter: tuple[str, ...] = (), evidence: str = EVIDENCE
) -> JudgedTest:
    """Return a test that rejects every correct program."""
    rejection = Rejection(("the program", "correct/strict.py"), check, accepts, matter)
    return replace(make_test("test_wrong", "wrong", evidence=evidence), rejection=rejection)


def over_specified_test(check: FailedCheck) -> JudgedTest:
    """Return a test that rejects another correct program."""
    rejection = Rejection(("correct/strict.py",), check, matter=("squares",))
    return replace(make_test("test_strict", "over-specified"), rejection=rejection)


def grade_of(exercise: Exercise, learner: str, *tests: JudgedTest) -> Grade:
    """Return the grade of a learner with these tests."""
    return Grade(Submission(learner, exercise, Path("13-doubles")), make_verdict(exercise, *tests))
