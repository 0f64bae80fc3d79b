"""Fixtures for the tests of the engine."""

import pytest

from tests.engine.clock import Clock
from workshop.engine.controller import run_state


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the runs of this test go by."""
    clock = Clock()
    monkeypatch.setattr(run_state, "monotonic", clock.read)
    monkeypatch.setattr(run_state, "time", clock.read)
    return clock
