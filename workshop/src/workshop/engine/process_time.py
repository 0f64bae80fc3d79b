"""Time that a process had for itself: on a busy machine it waits for a core, and that isn't held against it."""

import os
from time import monotonic

from workshop.engine.process_tree import PROC

SECOND = 1e9  # nanoseconds, in which Linux counts


def waited_for_core(process: int) -> float:
    """Return how many seconds the main thread of a process has waited for a core; 0 where the system doesn't tell.

    Linux tells: https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat.
    """
    try:
        with open(f"{PROC}/{process}/schedstat", "rb", buffering=0) as file:  # noqa: PTH123 - faster, twice for each test
            return int(file.read().split()[1]) / SECOND
    except (OSError, ValueError, IndexError):
        return 0.0


class Stopwatch:
    """Measures the time that this process had, without the time that it waited for a core."""

    def __init__(self) -> None:
        self._began = self._waited = 0.0

    def start(self) -> None:
        """Start again at zero."""
        self._began, self._waited = monotonic(), waited_for_core(os.getpid())

    def seconds(self) -> float:
        """Return the seconds since the start."""
        return max(0.0, monotonic() - self._began - (waited_for_core(os.getpid()) - self._waited))
