"""A refusal speaks against a worker only as long as the submission itself isn't under suspicion."""

from pathlib import Path

import pytest

from workshop.course.exercise import Exercise
from workshop.grading.cluster.refusals import Refusals
from workshop.grading.submissions import Submission


@pytest.fixture
def submissions(exercise: Exercise) -> list[Submission]:
    """Return a few submissions."""
    return [Submission(learner, exercise, Path(learner)) for learner in "abcd"]


class TestAdd:
    """`Refusals.add` and `Refusals.end_row`."""

    def test_several_submissions_in_a_row(self, submissions: list[Submission]) -> None:
        """It's said once that the worker should be left out."""
        refusals = Refusals()

        assert [refusals.add(each, "one") for each in submissions[:3]] == [False, False, True]
        assert not any(refusals.add(each, "one") for each in submissions)

    def test_one_submission_again_and_again(self, submissions: list[Submission]) -> None:
        """It may have filled the disk itself, on all workers."""
        refusals = Refusals()

        assert not any(refusals.add(submissions[0], worker) for worker in ("one", "two", "one"))
        assert not refusals.add(submissions[1], "one")

    def test_several_submissions_that_others_refused(self, submissions: list[Submission]) -> None:
        """The worker isn't the only one that refuses them."""
        refusals = Refusals()
        for number, each in enumerate(submissions):
            refusals.add(each, f"{number}")

        assert not any(refusals.add(each, "one") for each in submissions)

    def test_not_in_a_row(self, submissions: list[Submission]) -> None:
        """The worker can judge some."""
        refusals = Refusals()
        refusals.add(submissions[0], "one")
        refusals.add(submissions[1], "one")

        refusals.end_row("one")

        assert not refusals.add(submissions[2], "one")


class TestNextFor:
    """`Refusals.put` and `Refusals.next_for`."""

    def test_worker_that_refused_it_gets_it_only_if_all_others_did_too(self, submissions: list[Submission]) -> None:
        """Another one may have more space."""
        refusals = Refusals()
        refusals.add(submissions[0], "one")
        refusals.put(submissions[0])

        assert refusals.next_for("one", {"one", "two"}) is None
        assert refusals.next_for("two", {"one", "two"}) == submissions[0]

        refusals.add(submissions[0], "two")
        refusals.put(submissions[0])
        assert refusals.next_for("one", {"one", "two"}) == submissions[0]

    def test_lost_worker_is_not_waited_for(self, submissions: list[Submission]) -> None:
        """Of those that are left, all have refused it."""
        refusals = Refusals()
        refusals.add(submissions[0], "one")
        refusals.put(submissions[0])

        assert refusals.next_for("one", {"one"}) == submissions[0]
        assert refusals.next_for("one", {"one"}) is None
        assert refusals.is_empty

    def test_next_one_for_a_worker(self, submissions: list[Submission]) -> None:
        """What it must not get doesn't block what it may."""
        refusals = Refusals()
        for each, worker in zip(submissions[:2], ("one", "two"), strict=True):
            refusals.add(each, worker)
            refusals.put(each)

        assert refusals.next_for("one", {"one", "two"}) == submissions[1]
        assert not refusals.is_empty
