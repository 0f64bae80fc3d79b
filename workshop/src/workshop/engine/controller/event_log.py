"""Reads what the process of a run has reported: strictly, because a test may have written to its channel, too."""

from dataclasses import dataclass, field

from workshop.engine.codec import ProtocolError, decode
from workshop.engine.controller.channel import MOST
from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Collected, CollectionFailed, Ended, Event, Outcome, SessionEnded, Started
from workshop.engine.run import Run

LINES = range(2**31)  # of a file; 0 for none


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


def read_event_log(report: bytes, token: str) -> EventLog:
    """Return the log of a report, each line of which must begin with the run's token.

    A last line without an end is left out: the process may have been killed while it wrote it. If a line has another
    token or is malformed, or an event can't come after those before it, the log says so and nothing else.
    """
    if len(report) > MOST:
        return EventLog(error=f"it reported more than {MOST:,} bytes")
    *lines, _unfinished = report.split(b"\n")
    folder = _Folder()
    try:
        for line in lines:
            folder.take(_event(line.decode(), token))
    except (ProtocolError, UnicodeDecodeError) as error:
        return EventLog(error=f"{error}")
    return folder.log()


def _event(line: str, token: str) -> Event:
    given, _, event = line.partition(" ")
    if given != token:
        raise ProtocolError(f"not a message of this run: {line!r:.80}")
    return decode(event, Event)


class _Folder:
    """Folds events into a log, in the only order that they can come in."""

    def __init__(self) -> None:
        self._problems: dict[str, Outcome] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._seconds: dict[str, float] = {}
        self._lines: dict[str, int] = {}
        self._without_assertion: set[str] = set()
        self._checks = dict[str, FailedCheck]()
        self._wanted: set[str] = set()
        self._collected: Collected | None = None
        self._running: str | None = None
        self._end: SessionEnded | None = None

    def take(self, event: Event) -> None:
        """Take the next event; raises ProtocolError if it can't come now."""
        is_possible = self._end is None
        match event:
            case CollectionFailed(node, outcome):
                is_possible &= self._collected is None and node not in self._problems
                self._problems[node] = outcome
            case Collected(tests):
                is_possible &= self._collected is None and len({*tests}) == len(tests)
                self._collected, self._wanted = event, {*tests}
            case Started(test, line):
                is_possible &= self._running is None and test in self._wanted and test not in self._lines
                is_possible &= line in LINES
                self._running, self._lines[test] = test, line
            case Ended(test, outcome, took, asserts, check):
                is_possible &= self._running == test and outcome.line in LINES and took >= 0
                self._running, self._outcomes[test], self._seconds[test] = None, outcome, took
                self._without_assertion |= set() if asserts else {test}
                self._checks |= {test: check} if check else {}
            case _:
                is_possible &= self._running is None or not event.is_complete
                self._end = event
        if not is_possible:
            raise ProtocolError(f"impossible at this point: {event!r:.80}")

    def log(self) -> EventLog:
        """Return the log of all events so far."""
        collected = self._collected or Collected((), {}, can_be_template=False)
        run = Run(
            self._outcomes,
            self._problems,
            collected.costs,
            self._seconds,
            self._lines,
            frozenset(self._without_assertion),
            collected.can_be_template,
            self._checks,
        )
        return EventLog(
            run,
            collected.tests if self._collected else None,
            self._running,
            is_complete=bool(self._end and self._end.is_complete),
        )
