"""The events of a run, written as the process of the run writes them."""

from pathlib import Path

from workshop.engine.codec import encode
from workshop.engine.protocol import EVENTS, Collected, Ended, Event, Outcome

PASSED = Outcome("passed")
FAILED = Outcome("failed", "assertion", "assert 1 == 2")
ONE, TWO, THREE = (f"test_ages.py::test_{name}" for name in ("one", "two", "three"))
COLLECTED = Collected((ONE, TWO, THREE), {ONE: 1, TWO: 2, THREE: 3}, can_be_template=True)


def ended(test: str, outcome: Outcome = PASSED) -> Ended:
    """Return the event of a test that took half a second."""
    return Ended(test, outcome, 0.5)


def write_events(directory: Path, *events: Event, rest: str = "") -> None:
    """Write events to the folder of a run, and some more text after them."""
    (directory / EVENTS).write_text("".join(map(encode, events)) + rest, encoding="utf-8")
