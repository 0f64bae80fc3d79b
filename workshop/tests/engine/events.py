"""The events of a run, as the process of the run reports them."""

from workshop.engine.codec import encode
from workshop.engine.protocol import Collected, Ended, Event, Outcome, Started

PASSED = Outcome("passed")
FAILED = Outcome("failed", "assertion", "assert 1 == 2")
ONE, TWO, THREE = (f"test_ages.py::test_{name}" for name in ("one", "two", "three"))
COLLECTED = Collected((ONE, TWO, THREE), {ONE: 1, TWO: 2, THREE: 3}, can_be_template=True)


def timed_out(seconds: float) -> Outcome:
    """Return the outcome of a test that was still running after some seconds."""
    return Outcome("failed", "time-out", f"still running after {seconds:g} s")


def ended(test: str, outcome: Outcome = PASSED) -> Ended:
    """Return the event of a test that took half a second."""
    return Ended(test, outcome, 0.5)


def run_of(test: str, outcome: Outcome = PASSED) -> tuple[Event, Event]:
    """Return the events of a test from its beginning to its end."""
    return Started(test, 1), ended(test, outcome)


def report_of(token: str, *events: Event, rest: bytes = b"") -> bytes:
    """Return the report of a run: its events, and some more bytes after them."""
    return "".join(f"{token} {encode(event)}" for event in events).encode() + rest
