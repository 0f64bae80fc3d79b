"""Reads single keys from the terminal as they are pressed, until the terminal is closed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from workshop.cli.terminal import closed_detector, single_keys

POLL_INTERVAL = 0.1  # seconds between checks whether to stop
KEY = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?|.", re.DOTALL)  # a character, or what an arrow or F1 sends


@contextmanager
def keys_to(press: Callable[[str], None], closed: Callable[[], None]) -> Iterator[None]:
    """Call `press`, in a thread, with each key that is pressed, and `closed` once the terminal or stdout is closed.

    A key that isn't a character is the sequence that terminals send for it. If stdin isn't a terminal, no keys arrive.
    """
    stop = Event()
    is_closed = closed_detector()
    with single_keys() as read:

        def follow() -> None:
            while not stop.is_set():
                try:
                    keys = read(POLL_INTERVAL)
                except OSError:
                    keys = ""
                if keys == "" or is_closed():
                    closed()
                    return
                for key in KEY.findall(keys or ""):
                    press(key)

        thread = Thread(target=follow, name="keys", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
