"""The limiter of a weather station: who may ask now, and who has asked too often."""

import time
from collections.abc import Callable


class Limiter:
    """Keeps the ends of requests instead of their beginnings, and now and then forgets users who have none."""

    def __init__(self, most: int, per_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._per_seconds = per_seconds
        self._clock = clock
        self._ends: dict[str, list[float]] = {}
        self._next_tidying = clock() + per_seconds

    def allow(self, user: str) -> bool:
        """Return whether the user may ask now; if so, note when the request ends."""
        self._tidy_up()
        is_allowed = self.wait(user) == 0
        if is_allowed:
            self._ends.setdefault(user, []).append(self._clock() + self._per_seconds)
        return is_allowed

    def wait(self, user: str) -> float:
        """Return in how many seconds there is room for one more, 0 if there is now."""
        now = self._clock()
        ahead = sorted((end - now for end in self._ends.get(user, []) if now < end), reverse=True)
        return ahead[self._most - 1] if len(ahead) >= self._most else 0

    def _tidy_up(self) -> None:
        if self._clock() < self._next_tidying:
            return
        now = self._clock()
        self._ends = {user: [end for end in ends if now < end] for user, ends in self._ends.items() if max(ends) > now}
        self._next_tidying = now + self._per_seconds
