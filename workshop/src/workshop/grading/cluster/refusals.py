"""Decides who tries a submission again that a worker has refused, and which worker is left out."""

from collections import Counter, defaultdict
from collections.abc import Set as AbstractSet

from workshop.grading.submissions import Submission

REFUSALS = 3  # in a row, each the first one of its submission, after which a worker is left out


class Refusals:
    """The submissions that workers have refused, and those of them that wait; each worker is an address here."""

    def __init__(self) -> None:
        self._in_a_row: Counter[str] = Counter()  # different submissions, by worker
        self._refused_by: defaultdict[Submission, set[str]] = defaultdict(set)
        self._waiting: list[Submission] = []

    @property
    def is_empty(self) -> bool:
        """Whether no submission waits."""
        return not self._waiting

    def add(self, submission: Submission, worker: str) -> bool:
        """Record a refusal, and return whether the worker should be left out.

        Only the first refusal of a submission speaks against the worker: later, the submission itself may be to blame.
        """
        is_first = not self._refused_by[submission]
        self._refused_by[submission].add(worker)
        self._in_a_row[worker] += is_first
        return is_first and self._in_a_row[worker] == REFUSALS

    def end_row(self, worker: str) -> None:
        """Record that a worker has judged a submission."""
        self._in_a_row[worker] = 0

    def put(self, submission: Submission) -> None:
        """Let a submission wait for another try."""
        self._waiting.append(submission)

    def next_for(self, worker: str, workers: AbstractSet[str]) -> Submission | None:
        """Return the next submission for one of these workers; one that it has refused is for the others first."""
        for submission in self._waiting:
            refused_by = self._refused_by[submission]
            if worker not in refused_by or workers <= refused_by:
                self._waiting.remove(submission)
                return submission
        return None
