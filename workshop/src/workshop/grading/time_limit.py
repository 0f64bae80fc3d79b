"""Ends work after a limit, whatever the work does."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from workshop.errors import CancelledError

Result = TypeVar("Result")

GRACE = 5.0  # seconds for cancelled work to end by itself


def run_within(seconds: float, work: Callable[[], Result], cancel: Callable[[], None]) -> Result:
    """Return the result of work that may take some seconds; `cancel` is called when it's late.

    Raises what the work raises, and CancelledError if it goes on although it's cancelled: then it's left alone, in a
    thread that ends with the process at the latest.
    """
    ended: SimpleQueue[tuple[Result | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            ended.put((work(), None))
        except BaseException as error:  # noqa: BLE001 - it's raised again, in the other thread
            ended.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        result, error = ended.get(timeout=max(0.0, seconds))
    except Empty:
        cancel()
        try:
            result, error = ended.get(timeout=GRACE)
        except Empty:
            raise CancelledError from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value] # there's either a result or an error
