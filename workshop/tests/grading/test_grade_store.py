"""Grades that need no judging are found, and the others are kept."""

import pytest

from tests.grading.conftest import HandIn, submissions_in
from workshop.grading.grade import Grade
from workshop.grading.grade_store import GradeStore, ToJudge
from workshop.grading.journal import Journal, file_digests
from workshop.grading.kit import Kit
from workshop.grading.submissions import Submission
from workshop.judging.verdict import JudgedTest, Verdict

VERDICT = Verdict((JudgedTest("test_a", "sound", "", ()),))


@pytest.fixture
def store(kit: Kit, journal: Journal) -> GradeStore:
    """Return the grades of a class, of which there are none yet."""
    return GradeStore(kit, journal, limit=60)


@pytest.fixture
def submission(kit: Kit, hand_in: HandIn) -> Submission:
    """Return the submission of a learner."""
    (submission,) = submissions_in(kit, hand_in("one", "1"))
    return submission


def test_grade_is_found_once_it_is_added(store: GradeStore, submission: Submission) -> None:
    """Before that, its suite has to be judged."""
    found = store.find(submission)
    assert isinstance(found, ToJudge)
    assert found.suite == {"test_doubles.py": b"1"}

    grade = store.add(found, VERDICT, 1.5)

    assert grade == Grade(submission, VERDICT, 1.5, file_digests(found.suite))
    assert store.find(submission) == grade


def test_submission_without_tests_needs_no_judging(store: GradeStore, kit: Kit) -> None:
    """Its grade is that it's missing."""
    (exercise,) = kit.exercises
    nothing = Submission("one", exercise, None)

    assert store.find(nothing) == Grade(nothing, Verdict())


def test_submission_that_cannot_be_read_is_an_error(store: GradeStore, kit: Kit, hand_in: HandIn) -> None:
    """There's nothing to judge."""
    (large,) = submissions_in(kit, hand_in("one", "#" * 1_000_001))

    found = store.find(large)

    assert isinstance(found, Grade)
    assert "has more than 1,000,000 bytes" in found.verdict.error


def test_bug_of_ours_is_an_error(store: GradeStore, submission: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    """It keeps no other submission from being graded."""

    def read(_: Submission) -> None:
        raise ValueError("oops")

    monkeypatch.setattr(Submission, "read", read)

    assert store.find(submission) == Grade(submission, Verdict(error="the judge failed: ValueError: oops"))
