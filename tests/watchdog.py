"""A time limit for the processes that tests start."""

from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import Popen
from threading import Timer

TIME_LIMIT = 600.0  # seconds: a busy machine needs more than one minute for all requests of a schema


@contextmanager
def watchdog(process: Popen[str], seconds: float = TIME_LIMIT) -> Iterator[None]:
    """Kill the process if it still runs after the time limit, so that a test that reads from it fails, not hangs."""
    timer = Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
