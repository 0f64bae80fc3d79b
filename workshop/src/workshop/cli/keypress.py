"""Reads single keys from the terminal, as they are pressed."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

PAUSE = 0.1  # seconds between looks at whether to stop


@contextmanager
def keys_to(take: Callable[[str], None]) -> Iterator[None]:
    """Give each key that is pressed to a function, in a thread, until the context ends; without a terminal none is."""
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
        return nullcontext()  # keys come one by one anyhow

    def _read(take: Callable[[str], None], stop: Event) -> None:
        while not stop.wait(PAUSE):
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
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def _read(take: Callable[[str], None], stop: Event) -> None:
        while not stop.is_set():
            if select.select([sys.stdin], [], [], PAUSE)[0]:
                keys = os.read(sys.stdin.fileno(), 64)
                if not keys:  # the terminal is gone
                    return
                for key in keys.decode(errors="replace"):
                    take(key)
