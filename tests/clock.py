"""A clock for tests of things that take time."""


class ManualClock:
    """A stub of `time.monotonic` that moves only when it is told to, so that no test waits."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self._seconds

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._seconds += seconds
