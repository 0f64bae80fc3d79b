"""A clock for runs, and a run that is late by it."""

from dataclasses import dataclass

from tests.engine.events import report_of
from workshop.engine.controller.run_state import RunState
from workshop.engine.protocol import Event


@dataclass
class Clock:
    """A clock that moves only when a test sets it, and how long processes have waited for a core by then."""

    now: float = 1_000.0
    waited: float = 0.0

    def read(self) -> float:
        """Return the time in seconds."""
        return self.now

    def read_waited(self, _process: int) -> float:
        """Return how many seconds a process has waited for a core."""
        return self.waited


def make_late(state: RunState[str], clock: Clock, *events: Event) -> None:
    """Begin a run that reports events and then hangs for very long, until it's killed."""
    state.begin(process=7)
    report, heard_at = report_of(state.token, *events), clock.now
    clock.now += 1_000
    state.check_progress(report, heard_at)
    state.take(report, exit_code=-9)
