"""A program whose calls are recorded."""

import threading
from collections.abc import Callable
from pathlib import Path

from workshop.engine.worker.calls import MOST_STEPS, CallRecorder

PROGRAM = """def add(one, other=2):
    return plus(one, other)


def plus(one, other):
    return one + other


def mean(one, other):
    return plus(one, other) / 2


def check(number):
    if number < 0:
        raise ValueError(number)
    return number > 0


def tolerant(number):
    try:
        check(number)
    except ValueError:
        pass


class Box:
    def __init__(self, size):
        if size < 0:
            raise OverflowError


def box():
    return Box(1)
"""


class ComparedBy:
    """Asks a function whether it's equal to another value."""

    def __init__(self, function: Callable[[int], bool]) -> None:
        self._function = function

    def __eq__(self, other: object) -> bool:  # pragma: no cover - it's called while another traces
        """Call the function."""
        return self._function(0)

    __hash__ = object.__hash__


def recorded(tmp_path: Path, *steps: Callable[[], object]) -> CallRecorder:
    """Return a recorder that has recorded these steps."""
    recorder = CallRecorder(f"{tmp_path}")
    record(recorder, *steps)
    return recorder


def record(recorder: CallRecorder, *steps: Callable[[], object], most_steps: float = MOST_STEPS) -> None:
    """Record some steps in a thread of their own: coverage can't measure where another traces.

    What the last step raises is passed over.
    """

    def run() -> None:  # pragma: no cover
        with recorder.recording(most_steps):
            try:
                for step in steps:
                    step()
            except (ValueError, OverflowError):
                pass

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
