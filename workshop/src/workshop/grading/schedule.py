"""Decides which submission each thread judges next: one of the exercise that it's warm for, if there is one."""

from collections import deque
from threading import Lock

from workshop.grading.submissions import Submission

WORTH_HELPING = 4  # submissions left of an exercise before another thread starts a judge for it too


class Schedule:
    """The submissions that wait, shared by several threads."""

    def __init__(self, submissions: list[Submission]) -> None:
        self._lock = Lock()
        self._waiting: dict[str, deque[Submission]] = {}  # by exercise
        self._taken: set[str] = set()  # the exercises that a thread has begun
        for submission in submissions:
            self.put(submission)

    def put(self, submission: Submission) -> None:
        """Add a submission at the end."""
        with self._lock:
            self._waiting.setdefault(submission.exercise.name, deque()).append(submission)

    def release(self, exercise: str) -> None:
        """Let another thread begin an exercise: one that was warm for it is gone."""
        with self._lock:
            self._taken.discard(exercise)

    @property
    def is_empty(self) -> bool:
        """Whether no submission waits."""
        with self._lock:
            return not any(self._waiting.values())

    def next_for(self, current: str) -> Submission | None:
        """Return the next submission for a thread that is warm for an exercise, None if there's nothing to do."""
        with self._lock:
            name = current if self._waiting.get(current) else self._other()
            if name is None:
                return None
            self._taken.add(name)
            return self._waiting[name].popleft()

    def _other(self) -> str | None:
        """Return the exercise no one has begun with the most submissions, or else the one that most wants help."""
        left = {name: len(waiting) for name, waiting in self._waiting.items() if waiting}
        new = {name: count for name, count in left.items() if name not in self._taken}
        candidates = new or {name: count for name, count in left.items() if count >= WORTH_HELPING}
        return max(candidates, key=candidates.__getitem__) if candidates else None
