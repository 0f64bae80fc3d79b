"""The limiter of a weather station: who may ask now, and who has asked too often."""

import time
from collections import defaultdict, deque
from collections.abc import Callable


class Limiter:
    """Lets each user ask `most` times in any `per_seconds` seconds; `clock` returns the time in seconds."""

    def __init__(self, most: int, per_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.per_seconds = per_seconds
        self.latest: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=most))

    def allow(self, user: str) -> bool:
        """Return whether the user may ask now; the clock is read once more for the time of the request."""
        if self.wait(user) > 0:
            return False
        self.latest[user].append(self.clock())
        return True

    def wait(self, user: str) -> float:
        """Return how long the oldest of the latest `most` requests still counts, 0 if there are fewer."""
        latest = self.latest[user]
        if len(latest) != latest.maxlen:
            return 0.0
        return max(0.0, self.per_seconds - (self.clock() - latest[0]))
