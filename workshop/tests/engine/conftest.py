"""Fixtures for the tests of the engine."""

import pytest

from tests.engine.clock import Clock
from workshop.engine.controller import run_state


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the runs of this test go by; it also says how long they wait for a core."""
    clock = Clock()
    monkeypatch.setattr(run_state, "monotonic", clock.read)
    monkeypatch.setattr(run_state, "waited_for_core", clock.read_waited)
    return clock
