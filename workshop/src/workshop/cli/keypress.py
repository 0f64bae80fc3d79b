"""Reads single keys from the terminal as they are pressed."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

POLL_INTERVAL = 0.1  # seconds between checks whether to stop


@contextmanager
def keys_to(take: Callable[[str], None]) -> Iterator[None]:
    """Call a function, in a thread, with each key that is pressed; without a terminal, do nothing."""
    if not sys.stdin.isatty():
        yield
        return
    stop = Event()
    with _single_keys():
        thread = Thread(target=_read, args=(take, stop), name="keys", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


if sys.platform == "win32":
    import msvcrt
    from contextlib import nullcontext

    def _single_keys() -> nullcontext[None]:
        return nullcontext()  # keys arrive one by one anyway

    def _read(take: Callable[[str], None], stop: Event) -> None:
        while not stop.wait(POLL_INTERVAL):
            while msvcrt.kbhit():
                take(msvcrt.getwch())

else:
    import select
    import termios
    import tty

    @contextmanager
    def _single_keys() -> Iterator[None]:
        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        try:
            yield
        finally:
            with suppress(termios.error):  # the terminal is closed
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def _read(take: Callable[[str], None], stop: Event) -> None:
        while not stop.is_set():
            if select.select([sys.stdin], [], [], POLL_INTERVAL)[0]:
                keys = os.read(sys.stdin.fileno(), 64)
                if not keys:  # the terminal is closed
                    return
                for key in keys.decode(errors="replace"):
                    take(key)
