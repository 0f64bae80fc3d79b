"""The steps of a check, so that it can go on in another interpreter after this one was ended.

A test that never returns can be stopped only from outside, and that ends the whole interpreter. So a check tells of
each step: collecting the tests of a run is one, and so is each test. Another check with the log of the steps before
takes their events from there, and runs only what follows. All else in a check depends on nothing but its input.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from workshop.engine.codec import decode, encode
from workshop.engine.protocol import Event

Ending: TypeAlias = Literal["timed out", "crashed"]  # from outside
Log: TypeAlias = Mapping[int, str]  # by the number of a step: its events, or how it was ended from outside
OnStarted: TypeAlias = Callable[[int, float, str], object]  # gets a step, its limit in seconds, and its test or ""
OnFinished: TypeAlias = Callable[[int, str], object]  # gets a step and its events, for the log


@dataclass(frozen=True)
class RunEnded:
    """The last event of a run: pytest has ended, and a process of its own would have had this exit code."""

    exit_code: int


@dataclass(frozen=True)
class Report:
    """The events of a run, each on a line, and how it ended."""

    events: tuple[str, ...]
    end: RunEnded | Ending


class Steps:
    """The steps of a check, counted from 0: those in the `log` are over, and the others are reported."""

    def __init__(self, log: Log, started: OnStarted, finished: OnFinished) -> None:
        self._log = log
        self._started = started
        self._finished = finished
        self._next = 0
        self._run: list[str] = []  # the events of the run so far
        self._step: list[str] = []  # and of its current step

    def replay(self) -> Report | None:
        """Return the report of the next run, None if it isn't in the log to its end."""
        events: list[str] = []
        step = self._next
        while (text := self._log.get(step)) is not None:
            step += 1
            if text in get_args(Ending):
                self._next = step
                return Report(tuple(events), cast("Ending", text))
            events += text.splitlines(keepends=True)
            if events[-1].startswith(f'["{RunEnded.__name__}"'):
                self._next = step
                return Report(tuple(events[:-1]), decode(events[-1], RunEnded))
        return None

    def begin_run(self, seconds: float) -> None:
        """Begin a run with the step that collects its tests."""
        self._run = []
        self._begin(seconds, "")

    def add(self, event: Event) -> None:
        """Add an event to the current step."""
        self._step.append(encode(event))

    def begin_test(self, seconds: float, test: str) -> None:
        """Finish the current step, and begin that of a test."""
        self._finish()
        self._begin(seconds, test)

    def end_run(self, exit_code: int) -> Report:
        """Finish the last step of a run, and return its report."""
        end = RunEnded(exit_code)
        events = (*self._run, *self._step)
        self._step.append(encode(end))
        self._finish()
        return Report(events, end)

    def _begin(self, seconds: float, test: str) -> None:
        self._step = []
        self._started(self._next, seconds, test)

    def _finish(self) -> None:
        self._run += self._step
        self._finished(self._next, "".join(self._step))
        self._next += 1
