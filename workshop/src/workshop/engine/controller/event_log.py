"""Reads the events that the process of a run has written to its folder."""

from dataclasses import dataclass, field
from pathlib import Path

from workshop.engine.codec import ProtocolError, decode
from workshop.engine.protocol import EVENTS, Collected, CollectionFailed, Ended, Event, Outcome, Started
from workshop.engine.run import Run


@dataclass(frozen=True)
class EventLog:
    """What a process has told of its run.

    `collected` are the tests that it was to run, None before they were collected, and `running` is the one that it has
    begun and not ended. `is_complete` says that pytest ended as it should, `error` why the log can't be trusted.
    """

    run: Run = field(default_factory=Run)
    collected: tuple[str, ...] | None = None
    running: str | None = None
    is_complete: bool = False
    error: str = ""

    @property
    def not_run(self) -> tuple[str, ...]:
        """The tests that were collected and not begun."""
        return tuple(test for test in self.collected or () if test not in self.run.outcomes and test != self.running)


def read_event_log(directory: Path) -> EventLog:
    """Return the events in a run's folder; without any, and with a malformed one, a log that says so."""
    path = directory / EVENTS
    if not path.exists():
        return EventLog()
    *lines, _unfinished = path.read_bytes().split(b"\n")
    try:
        return _fold([decode(line.decode(), Event) for line in lines])
    except (ProtocolError, UnicodeDecodeError) as error:
        return EventLog(error=f"{error}")


def _fold(events: list[Event]) -> EventLog:
    problems: dict[str, Outcome] = {}
    outcomes: dict[str, Outcome] = {}
    seconds: dict[str, float] = {}
    lines: dict[str, int] = {}
    collected: Collected | None = None
    running: str | None = None
    is_complete = False
    for event in events:
        match event:
            case CollectionFailed(node, outcome):
                problems[node] = outcome
            case Collected():
                collected = event
            case Started(test, line):
                running, lines[test] = test, line
            case Ended(test, outcome, took):
                running, outcomes[test], seconds[test] = None, outcome, took
            case _:
                is_complete = event.is_complete
    costs = collected.costs if collected else {}
    can_be_template = bool(collected and collected.can_be_template)
    run = Run(outcomes, problems, costs, seconds, lines, can_be_template)
    return EventLog(run, collected.tests if collected else None, running, is_complete)
