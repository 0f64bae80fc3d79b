"""A request on its way: what came of it so far, and what is still to be run after a crash or a time-out."""

import json
import signal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, time
from typing import Any

from workshop.engine.protocol import EVENTS, Function, Order, Outcome, Run
from workshop.variants.variant import Variant

TIMED_OUT = Outcome("failed", "time-out", "did not end in time, alone neither")
NOT_RUN = Outcome("missing", message="not run: a test before it did not end in time")


@dataclass(frozen=True)
class Request:
    """A run that is wanted, of an implementation: each test may take `limit` seconds, and collecting them more.

    `key` is for whoever asks, to know the answer by. `batches` are single tests to be run, those of each batch in a
    process; None stands for all tests. `limits_alone` are those of single tests that are repeated alone, where they are
    known to need no more. `function` is the one that has changed, where the run may begin with all tests of the order
    collected, on the program itself. With `goes_on` tests are run after one that does not end, too.
    """

    key: Any
    variant: Variant
    order: Order
    limit: float
    batches: tuple[tuple[str, ...] | None, ...] = (None,)
    limits_alone: Mapping[str, float] = field(default_factory=dict)
    function: Function | None = None
    goes_on: bool = False


@dataclass
class RunState:
    """A request on its way; `batches` are the tests still to be run, those of each batch in one process."""

    request: Request
    batches: list[tuple[str, ...] | None]
    is_alone: bool = False
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    problems: dict[str, Outcome] = field(default_factory=dict)
    costs: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    can_be_template: bool = False
    process: int | None = None
    began: float = 0.0
    deadline: float = 0.0
    is_late: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be run, or nothing that is asked."""
        failed = any(outcome.status == "failed" for outcome in [*self.outcomes.values(), *self.problems.values()])
        return not self.batches or (self.request.order.stop and failed)

    def begin(self, process: int) -> None:
        """Note which process does the next batch."""
        self.process = process
        self.is_late = False
        self.began = monotonic()
        self.deadline = self.began + min(self._limits.values(), default=self.request.limit)

    def check_progress(self, directory: Path) -> None:
        """Find out whether the process is late; if not, put the deadline off.

        A test has the limit from its beginning, which is when the file of events was written last. As long as the tests
        are being collected there is nothing to see: that may take five times the limit.
        """
        trace = _read_trace(directory)
        limit, idle = self.request.limit, (monotonic() - self.began) / 5
        if trace.collected is not None:
            idle = time() - (directory / EVENTS).stat().st_mtime
            limit = min((self._limits.get(test, limit) for test in trace.running), default=limit)
        self.is_late = idle >= limit
        self.deadline = monotonic() + min([limit - idle, *self._limits.values()])

    @property
    def _limits(self) -> Mapping[str, float]:
        """Those of the tests that have one of their own now."""
        return self.request.limits_alone if self.is_alone else {}

    def result(self) -> Run:
        """Return what came of the request."""
        return Run(self.outcomes, self.problems, self.costs, self.seconds, self.lines, self.can_be_template)

    def take(self, directory: Path, code: int) -> None:
        """Take in what the process that has just ended, with this code, left behind in its folder."""
        batch = self.batches.pop(0)
        trace = _read_trace(directory)
        self.outcomes |= trace.outcomes
        self.problems |= trace.problems
        self.costs |= trace.costs
        self.seconds |= trace.seconds
        self.lines |= trace.lines
        self.can_be_template = trace.can_be_template
        if trace.has_finished and not self.is_late:
            return
        rest = trace.rest
        if self.is_late and not self.is_alone:
            self.is_alone = True
            self.batches.append(batch if trace.collected is None else (*trace.running, *rest))
            return
        failure = TIMED_OUT if self.is_late else _crash(code)
        if trace.collected is None:
            self.problems[""] = failure
        self.outcomes |= dict.fromkeys(trace.running, failure)
        if self.is_late and not self.request.goes_on:
            self.outcomes |= dict.fromkeys(rest, NOT_RUN)
        elif not trace.outcomes and not trace.running:  # it ended before the first test, and would again
            self.outcomes |= dict.fromkeys(rest, failure)
        elif rest:
            self.batches.append(rest)


@dataclass
class _Trace:
    """What a process has written down: the tests it collected, if it came so far, and the one that was running."""

    collected: tuple[str, ...] | None = None
    running: tuple[str, ...] = ()
    has_finished: bool = False
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    problems: dict[str, Outcome] = field(default_factory=dict)
    costs: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    can_be_template: bool = False

    @property
    def rest(self) -> tuple[str, ...]:
        """The tests that it did not come to."""
        return tuple(test for test in self.collected or () if test not in self.outcomes and test not in self.running)


def _read_trace(directory: Path) -> _Trace:
    trace = _Trace()
    for event in _events(directory):
        seconds = event.pop("seconds")
        match event:
            case {"problem": node, **values}:
                trace.problems[node] = Outcome(**values)
            case {"collected": collected, **values}:
                trace.collected = tuple(collected)
                trace.costs = values.get("costs", {})
                trace.can_be_template = values.get("can_be_template", False)
            case {"started": test, "line": line}:
                trace.running, trace.lines[test] = (test,), line
            case {"test": test, **values}:
                trace.outcomes[test], trace.running = Outcome(**values), ()
                trace.seconds[test] = seconds
            case _:
                trace.has_finished = event["finished"]
    return trace


def _events(directory: Path) -> Iterator[dict[str, Any]]:
    with suppress(FileNotFoundError), (directory / EVENTS).open(encoding="utf-8") as lines:
        for line in lines:
            with suppress(ValueError):  # the last line of a process that was killed
                yield json.loads(line)


def _crash(code: int) -> Outcome:
    how = f"{signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    return Outcome("failed", "crash", f"the process of the tests has ended: {how}")
