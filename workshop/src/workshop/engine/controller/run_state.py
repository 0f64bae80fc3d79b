"""A request on its way: what came of it so far, and what is still to run after a crash or a timeout."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Generic, TypeVar

from workshop.engine.controller.channel import Channel
from workshop.engine.controller.event_log import EventLog, read_event_log
from workshop.engine.limits import COLLECTING, MOST_TIMEOUTS, WATCHED
from workshop.engine.process_time import waited_for_core
from workshop.engine.process_tree import excess, how_ended
from workshop.engine.protocol import ChangedFunction, Outcome, RunOptions
from workshop.engine.run import Run
from workshop.variants.variant import Variant

Key = TypeVar("Key")

NOT_RUN = Outcome("missing", message="not run: a test before it timed out")


@dataclass(frozen=True)
class Request(Generic[Key]):
    """A run that is wanted, of a variant: each test may take `timeout` seconds, and collecting them more.

    The caller recognizes the answer by `key`. `batches` are single tests to run, each batch in a process of its own;
    None stands for all tests. `timeouts` are those of single tests that are known to need less. `function` is the only
    thing that the variant changes, where the run may be a fork of a process that has collected the tests on the program
    itself. With `continue_after_timeout`, the tests after one that timed out run too, up to `MOST_TIMEOUTS`.
    """

    key: Key
    variant: Variant
    options: RunOptions
    timeout: float
    batches: tuple[tuple[str, ...] | None, ...] = (None,)
    timeouts: Mapping[str, float] = field(default_factory=dict)
    function: ChangedFunction | None = None
    continue_after_timeout: bool = False


class RunState(Generic[Key]):
    """A request on its way; `batches` are the tests still to run, each batch in a process of its own.

    Time in which a process only waits for a core isn't held against its tests. `token` marks its reports as its own.
    """

    def __init__(self, request: Request[Key]) -> None:
        self.request = request
        self.token = secrets.token_hex(8)
        self.batches = list(request.batches)
        self.run = Run()
        self.is_alone = False
        self.is_late = False
        self.excess = ""  # why the process had to end, if it took too much of the machine
        self.process: int | None = None
        self.deadline = 0.0
        self._began = 0.0
        self._since = 0.0  # when the process was last heard, or began
        self._waited_before = 0.0  # seconds that it had waited for a core by then, or a little less
        self._waited = 0.0  # and when it was last looked at
        self._is_invalid = False

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to run, or nothing that is wanted."""
        return self._is_invalid or not self.batches or (self.request.options.stop and self.run.has_failure)

    def begin(self, process: int) -> None:
        """Record which process runs the next batch."""
        self.process = process
        self.is_late = False
        self.excess = ""
        self._began = self._since = monotonic()
        self._waited_before = self._waited = 0.0
        self.deadline = self._began + min(self.request.timeouts.values(), default=self.request.timeout)

    def check_progress(self, report: bytes, heard_at: float) -> None:
        """Find out from what the process has reported whether it's late; if it isn't, move the deadline.

        A test has its timeout from its beginning, which is when the process was last heard. While the tests are being
        collected there is nothing to hear: collecting may take `COLLECTING` times as long.
        """
        log = read_event_log(report, self.token)
        is_running = log.collected is not None
        waited, now = waited_for_core(self.process or 0), monotonic()
        since = heard_at if is_running else self._began
        if since != self._since:
            self._since = since
            self._waited_before = max(self._waited, waited - (now - since))  # it can't have waited longer since
        idle = now - since - max(0.0, waited - self._waited_before)
        self._waited = waited
        timeout = self.request.timeouts.get(log.running or "", self.request.timeout)
        allowed = timeout if is_running else COLLECTING * self.request.timeout
        self.is_late = bool(log.error) or idle >= allowed
        self.deadline = now + min([allowed - idle, *self.request.timeouts.values()])

    def must_end(self, channel: Channel, directory: Path, *, is_limited: bool) -> bool:
        """Return whether the process has to end: it's late or, if it's limited, it takes too much of the machine."""
        if self.deadline <= monotonic():
            self.check_progress(channel.report(), channel.heard_at)
        if self.process and is_limited and not self.is_late and self._began + WATCHED <= monotonic():
            self.excess = excess(self.process, directory)
        return self.is_late or bool(self.excess)

    def take(self, report: bytes, exit_code: int) -> None:
        """Take in the report of the process that has just ended, and plan what is still to run."""
        batch = self.batches.pop(0)
        log = read_event_log(report, self.token)
        if log.error:
            self._is_invalid = True
            self.run = Run(problems={"": Outcome("missing", message=f"the run is invalid: {log.error}")})
            return
        self.run = self.run.merge(log.run)
        if log.is_complete and not self.is_late:
            return
        if self.excess:
            self._give_up(log, Outcome("failed", "crash", self.excess))
        elif self.is_late and not self.is_alone:
            self.is_alone = True
            self.batches.append(batch if log.collected is None else (*_running(log), *log.not_run))
        else:
            self._give_up(log, self._timed_out(log) if self.is_late else _crash(exit_code, log))

    def _timed_out(self, log: EventLog) -> Outcome:
        timeout = self.request.timeouts.get(log.running or "", self.request.timeout)
        return Outcome("failed", "time-out", f"still running after {timeout:g} s")

    def _give_up(self, log: EventLog, failure: Outcome) -> None:
        """Record the failure of the test that was running, and decide about those after it."""
        failed = dict.fromkeys(_running(log), failure)
        outcomes = [*self.run.outcomes.values(), *failed.values()]
        timeouts = sum(outcome.cause == "time-out" for outcome in outcomes)
        if self.is_late and not (self.request.continue_after_timeout and timeouts < MOST_TIMEOUTS):
            failed |= dict.fromkeys(log.not_run, NOT_RUN)
        elif not log.run.outcomes and not log.running:  # it ended before the first test, and would again
            failed |= dict.fromkeys(log.not_run, failure)
        elif log.not_run:
            self.batches.append(log.not_run)
        problems = {"": failure} if log.collected is None else {}
        self.run = self.run.merge(Run(failed, problems, can_be_template=self.run.can_be_template))


def _running(log: EventLog) -> tuple[str, ...]:
    return (log.running,) if log.running else ()


def _crash(exit_code: int, log: EventLog) -> Outcome:
    when = "while their files were imported" if log.collected is None else ""
    return Outcome("failed", "crash", f"the process of the tests ended {when}".rstrip() + f": {how_ended(exit_code)}")
