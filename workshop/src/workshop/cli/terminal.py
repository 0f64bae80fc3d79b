"""The terminal that a command runs in: reading its keys one by one, and finding out that it has gone."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import sleep
from typing import TypeAlias

# Takes how many seconds to wait, and returns the keys that were pressed: None for none, "" at the end of the terminal.
ReadKeys: TypeAlias = Callable[[float], str | None]
STDOUT = 1
OTHER_KEY = "\0"  # an arrow, for example


def _read_nothing(seconds: float) -> str | None:
    sleep(seconds)
    return None


def windows_key(getch: Callable[[], bytes], kbhit: Callable[[], bool]) -> str:
    """Return the next key of a console of Windows, OTHER_KEY if it isn't a character.

    Such a key sends two bytes, and the second may be that of a letter. The first may also be a letter by itself, such
    as "à" in some code pages; then there's no second one to wait for.
    """
    key = getch()
    if key in (b"\0", b"\xe0"):
        if kbhit():
            getch()
        return OTHER_KEY
    return key.decode(errors="replace")


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[ReadKeys]:
        """Yield a function that reads keys."""
        yield _read_keys if sys.stdin.isatty() else _read_nothing

    def _read_keys(seconds: float) -> str | None:
        sleep(seconds)
        return windows_key(msvcrt.getch, msvcrt.kbhit) if msvcrt.kbhit() else None

    def closed_detector() -> Callable[[], bool]:
        """Return a function that says whether the terminal has gone: Windows ends its processes by itself."""
        return lambda: False

else:
    import errno
    import os
    import select
    import signal
    import termios
    import tty
    from threading import RLock
    from types import FrameType

    @contextmanager
    def single_keys() -> Iterator[ReadKeys]:
        """Yield a function that reads keys, which arrive without Enter until the context ends.

        Its settings are restored while the process is suspended. In the background nothing is read or changed: the
        system would stop the process.
        """
        if sys.stdin is None or not sys.stdin.isatty():
            yield _read_nothing
            return
        terminal = _Terminal()
        before = signal.getsignal(signal.SIGTSTP)
        if before == signal.SIG_DFL:
            signal.signal(signal.SIGTSTP, terminal.suspend)
        try:
            yield terminal.read
        finally:
            terminal.restore()
            signal.signal(signal.SIGTSTP, before)

    class _Terminal:
        """The terminal at stdin."""

        def __init__(self) -> None:
            self._input = sys.stdin.fileno()
            self._before = termios.tcgetattr(self._input)
            self._lock = RLock()
            self._set_single_keys()

        def read(self, seconds: float) -> str | None:
            if not self._set_single_keys():
                return _read_nothing(seconds)
            if not select.select([self._input], [], [], seconds)[0] or not self._is_ours():
                return None
            return os.read(self._input, 64).decode(errors="replace")

        def restore(self) -> None:
            """Give the terminal the settings back that it had."""
            with self._lock, suppress(termios.error):  # the terminal is closed
                if self._is_ours():
                    termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)

        def suspend(self, number: int, _frame: FrameType | None) -> None:
            """Stop this process as Ctrl-Z does, and return when it continues."""
            with self._lock:
                self.restore()
                signal.signal(number, signal.SIG_DFL)
                os.kill(os.getpid(), number)
                signal.signal(number, self.suspend)

        def _set_single_keys(self) -> bool:
            """Have keys arrive without Enter, if it's ours; a shell changes that while the process is suspended."""
            with self._lock:
                is_ours = self._is_ours()
                try:
                    if is_ours and termios.tcgetattr(self._input)[3] & termios.ICANON:
                        tty.setcbreak(self._input)
                except termios.error as error:  # the terminal is closed
                    raise OSError(*error.args) from None
                return is_ours

        def _is_ours(self) -> bool:
            """Return whether this process isn't in the background."""
            try:
                return os.tcgetpgrp(self._input) == os.getpgrp()
            except OSError:  # it isn't the terminal that the process was started from, or it's closed
                return True

    def closed_detector() -> Callable[[], bool]:
        """Return a function that says whether the terminal that the process was started from has gone, or stdout."""
        had_terminal = _has_terminal()
        poll = select.poll()
        poll.register(STDOUT, 0)

        def is_closed() -> bool:
            is_gone = any(events & (select.POLLERR | select.POLLHUP) for _, events in poll.poll(0))
            return is_gone or (had_terminal and not _has_terminal())

        return is_closed

    def _has_terminal() -> bool:
        try:
            os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        except OSError as error:
            return error.errno not in (errno.ENXIO, errno.EIO, errno.ENOENT)
        return True
