"""Time that a process had for itself: on a busy machine it waits for a core, and that isn't held against it."""

from os import O_RDONLY, close, getpid, read  # by names of our own, because a test may replace those in `os`
from os import open as open_file
from time import monotonic

from workshop.engine.process_tree import PROC

SECOND = 1e9  # nanoseconds, in which Linux counts
SHORT = 0.02  # seconds between looks at how long a process has waited
LONGEST = 100  # bytes of three numbers


def waited_for_core(process: int) -> float:
    """Return how many seconds the main thread of a process has waited for a core; 0 where the system doesn't tell.

    Linux tells: https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat.
    """
    try:
        file = open_file(f"{PROC}/{process}/schedstat", O_RDONLY)  # Python's own `open` would take twice as long
        try:
            return int(read(file, LONGEST).split()[1]) / SECOND
        finally:
            close(file)
    except (OSError, ValueError, IndexError):
        return 0.0


class Stopwatch:
    """Measures the time that this process had, without the time that it waited for a core.

    It looks at the latter only once in `SHORT` seconds, because that takes as long as a small test: so it measures at
    most that much too long, and never too short.
    """

    def __init__(self) -> None:
        self._began = self._looked_at = self._waited = 0.0

    def start(self) -> None:
        """Start again at zero."""
        self._began = monotonic()
        if self._began - self._looked_at > SHORT:
            self._look(self._began)

    def seconds(self) -> float:
        """Return the seconds since the start."""
        now = monotonic()
        seconds = now - self._began
        if seconds > SHORT:
            before, since = self._waited, self._began - self._looked_at
            self._look(now)
            seconds -= max(0.0, self._waited - before - since)  # it can't have waited longer before the start
        return max(0.0, seconds)

    def _look(self, now: float) -> None:
        self._looked_at, self._waited = now, waited_for_core(getpid())
