"""The steps of a run, so that it can go on in another interpreter after this one was ended.

A test that never returns can be stopped only from outside, and that ends the whole interpreter. So a run tells of each
step: collecting its tests is one, and so is each test. Another interpreter with the log of a check takes the events of
these steps from there, and runs only what follows. All else in a check depends on nothing but its input, so two
interpreters that have the same log need the same runs, and can share them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from workshop.engine.codec import decode, encode
from workshop.engine.protocol import Event

Ending: TypeAlias = Literal["timed out", "crashed"]  # from outside
Log: TypeAlias = Mapping[int, Sequence[str]]  # of each run, by its number: the events of each step, or its Ending
OnStarted: TypeAlias = Callable[[int, float, str], object]  # gets a step, its limit in seconds, and its test or ""
OnFinished: TypeAlias = Callable[[int, str], object]  # gets a step and its events, for the log


def _ignore(*_step: object) -> None:
    """Ignore what is reported."""


@dataclass(frozen=True)
class BatchEnded:
    """The last event of a batch: pytest has ended, and a process of its own would have had this exit code."""

    exit_code: int


@dataclass(frozen=True)
class Report:
    """The events of a batch, each on a line, and how it ended."""

    events: tuple[str, ...]
    end: BatchEnded | Ending


class Steps:
    """The steps of a run, counted from 0: some are `over`, and the others are reported."""

    def __init__(self, over: Sequence[str], started: OnStarted = _ignore, finished: OnFinished = _ignore) -> None:
        self._over = over
        self._started = started
        self._finished = finished
        self._next = 0
        self._batch: list[str] = []  # the events of the current batch so far
        self._step: list[str] = []  # and of its current step

    def replay(self) -> Report | None:
        """Return the report of the next batch, None if it isn't over."""
        events: list[str] = []
        for step, text in enumerate(self._over[self._next :], self._next + 1):
            if text in get_args(Ending):
                self._next = step
                return Report(tuple(events), cast("Ending", text))
            events += text.splitlines(keepends=True)
            if events[-1].startswith(f'["{BatchEnded.__name__}"'):
                self._next = step
                return Report(tuple(events[:-1]), decode(events[-1], BatchEnded))
        return None

    def begin_batch(self, seconds: float) -> None:
        """Begin a batch with the step that collects its tests."""
        self._batch = []
        self._begin(seconds, "")

    def add(self, event: Event) -> None:
        """Add an event to the current step."""
        self._step.append(encode(event))

    def begin_test(self, seconds: float, test: str) -> None:
        """Finish the current step, and begin that of a test."""
        self._finish()
        self._begin(seconds, test)

    def end_batch(self, exit_code: int) -> Report:
        """Finish the last step of a batch, and return its report."""
        end = BatchEnded(exit_code)
        events = (*self._batch, *self._step)
        self._step.append(encode(end))
        self._finish()
        return Report(events, end)

    def _begin(self, seconds: float, test: str) -> None:
        self._step = []
        self._started(self._next, seconds, test)

    def _finish(self) -> None:
        self._batch += self._step
        self._finished(self._next, "".join(self._step))
        self._next += 1
