"""A clock for tests of code that depends on time."""


class ManualClock:
    """A fake of `time.monotonic` that moves only when a test advances it, so that no test has to wait."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self._seconds

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._seconds += seconds
