"""What a process waits for that has forks: lines from a pipe, and the ends of its forks, whichever comes first."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from select import select
from types import FrameType

CHUNK = 2**16


class Inbox:
    """The lines that come through the file descriptor `source`; at most one inbox of a process is open.

    Reading a pipe and taking a signal in between would lose a signal that comes just before the reading begins. So the
    signal writes to a pipe, and both pipes are waited for together; see `signal.set_wakeup_fd`.
    """

    def __init__(self, source: int) -> None:
        self._source = source
        self._ends, self._signals = os.pipe()
        for end in (self._ends, self._signals):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._signals, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _do_nothing)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])  # if the controller's parent has blocked it

    def lines(self, reap: Callable[[], None]) -> Iterator[str]:
        """Yield the lines until the source is closed, and call `reap` whenever forks may have ended."""
        waiting: deque[bytes] = deque()
        rest = b""
        while True:
            ready, _, _ = select([self._source, self._ends], [], [], 0 if waiting else None)
            if self._ends in ready:
                os.read(self._ends, CHUNK)
                reap()
            if self._source in ready:
                chunk = os.read(self._source, CHUNK)
                if not chunk:
                    return
                *lines, rest = (rest + chunk).split(b"\n")
                waiting += lines
            if waiting:
                yield waiting.popleft().decode()

    def close(self) -> None:
        """Let signals and forks alone again; in a fork, this leaves the inbox of its parent as it is."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        os.close(self._ends)
        os.close(self._signals)


def _do_nothing(_signal: int, _frame: FrameType | None) -> None:
    """Take a signal, so that it's written to the pipe."""
