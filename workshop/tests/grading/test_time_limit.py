"""Work ends after its limit, whatever it does."""

from threading import Event

import pytest

from workshop.errors import CancelledError
from workshop.grading import time_limit
from workshop.grading.time_limit import run_within

TIMEOUT = 60.0  # seconds before a broken test gives up


def test_work_has_a_result() -> None:
    """It isn't cancelled."""
    cancelled = Event()

    assert run_within(TIMEOUT, lambda: 42, cancelled.set) == 42
    assert not cancelled.is_set()


def test_work_may_raise() -> None:
    """In the thread that waits for it."""

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run_within(TIMEOUT, fail, lambda: None)


def test_late_work_is_cancelled() -> None:
    """What it does then is its result."""
    cancelled = Event()

    def wait() -> bool:
        return cancelled.wait(TIMEOUT)

    assert run_within(0, wait, cancelled.set)


def test_work_that_cannot_be_cancelled_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for it."""
    monkeypatch.setattr(time_limit, "GRACE", 0)
    is_over = Event()

    with pytest.raises(CancelledError):
        run_within(0, lambda: is_over.wait(TIMEOUT), lambda: None)

    assert not is_over.is_set()
    is_over.set()
