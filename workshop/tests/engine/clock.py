"""A clock for runs, and a run that is late by it."""

import os
from dataclasses import dataclass
from pathlib import Path

from tests.engine.events import write_events
from workshop.engine.controller.run_state import RunState
from workshop.engine.protocol import EVENTS, Event


@dataclass
class Clock:
    """A clock that moves only when a test sets it."""

    now: float = 1_000.0

    def read(self) -> float:
        """Return the time in seconds."""
        return self.now


def write_at(clock: Clock, directory: Path, *events: Event) -> None:
    """Write the events of a run now, by the clock."""
    write_events(directory, *events)
    os.utime(directory / EVENTS, (clock.now, clock.now))


def make_late(state: RunState[str], clock: Clock, directory: Path, *events: Event) -> None:
    """Begin a run that writes events and then hangs for very long, until it's killed."""
    state.begin(process=7)
    if events:
        write_at(clock, directory, *events)
    clock.now += 1_000
    state.check_progress(directory)
    state.take(directory, exit_code=-9)
