"""The limiter of a weather station: who may ask now, and who has asked too often."""

import time
from collections import deque
from collections.abc import Callable


class Limiter:
    """Lets each user ask `most` times in any `per_seconds` seconds; `clock` returns the time in seconds."""

    def __init__(self, most: int, per_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._per_seconds = per_seconds
        self._clock = clock
        self._allowed: dict[str, deque[float]] = {}  # when each user was allowed to ask, the oldest first

    def allow(self, user: str) -> bool:
        """Return whether the user may ask now; if so, the request counts."""
        now = self._clock()
        times = self._counting(user, now)
        if len(times) >= self._most:
            return False
        times.append(now)
        return True

    def wait(self, user: str) -> float:
        """Return in how many seconds the user may ask again, 0 if that is now."""
        now = self._clock()
        times = self._counting(user, now)
        return times[0] + self._per_seconds - now if len(times) >= self._most else 0.0

    def _counting(self, user: str, now: float) -> deque[float]:
        """Return the times of the user's requests, after those that have ended are dropped."""
        times = self._allowed.setdefault(user, deque())
        while times and now - times[0] >= self._per_seconds:
            times.popleft()
        return times
