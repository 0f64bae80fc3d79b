"""The engine of a page in a browser: its runs are done in this interpreter or another, one after another in each."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from workshop.engine.browser.fake_redis import fake_redis
from workshop.engine.browser.isolation import isolated
from workshop.engine.browser.session import run_tests
from workshop.engine.browser.steps import BatchEnded, Log, OnFinished, OnStarted, Report, Steps
from workshop.engine.controller.pool import Answer
from workshop.engine.controller.run_state import Key, Request, RunState
from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.environment_variables import run_environment
from workshop.engine.protocol import Job
from workshop.engine.suite import Suite
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import ReachMap

if TYPE_CHECKING:
    from workshop.engine.run import Run

CRASHED = "the tests ended the Python of this page, or took more memory than it has"


class RunsMissingError(Exception):
    """A check needs the runs with these `numbers` before it can go on."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class BrowserEngine:
    """Answers requests from the log of a check, and does the runs that aren't in it; close it at the end.

    Tests see only what a run in a process of its own would see: their modules are fresh, and what they change in those
    of Python is undone. They can't start threads or processes, nor run an event loop.
    """

    def __init__(self, subject: Subject, suite: Suite) -> None:
        self.subject = subject
        self.suite = suite
        self._log: Log = {}
        self._runs: dict[int, Run] = {}  # those that are over
        self._missing: dict[int, Request[Any]] = {}
        self._next = 0  # the number of the next request
        self._scratch = TemporaryDirectory(prefix="workshop-", ignore_cleanup_errors=True)
        scratch = Path(self._scratch.name).resolve()
        self._environment = run_environment(scratch)
        self._settings = suite.settings(subject, scratch, fork=False)
        self._snapshot = Snapshot(Original(subject, scratch / "original"), scratch, slot=0)

    def close(self) -> None:
        """Delete its files."""
        self._scratch.cleanup()

    def begin(self, log: Log) -> None:
        """Begin the same check from the start, with the log of what was done here and in other interpreters."""
        self._log = log
        self._missing = {}
        self._next = 0

    def run(self, *queues: Iterable[Request[Key]]) -> Iterator[Answer[Key]]:
        """Yield an answer to each request, in their order; raises RunsMissingError unless all runs are over."""
        requests = dict(enumerate(chain(*queues), self._next))
        self._next += len(requests)
        self._missing = {number: each for number, each in requests.items() if not self._is_over(number, each)}
        if self._missing:
            raise RunsMissingError((*self._missing,))
        for number, request in requests.items():
            yield Answer(request, self._runs[number], ReachMap())

    def is_missing(self, number: int) -> bool:
        """Return whether this run is one of those that `run` last needed."""
        return number in self._missing

    def do(self, number: int, steps: list[str], started: OnStarted, finished: OnFinished) -> None:
        """Do a run, if it's missing: its first `steps` are over, and the others are reported."""
        if request := self._missing.get(number):
            progress = Steps(steps, started, finished)
            state = _replayed(request, progress)
            while not state.is_over:
                _take(state, self._report(state, progress))
            self._runs[number] = state.run

    def _is_over(self, number: int, request: Request[Any]) -> bool:
        if number not in self._runs and number in self._log:
            state = _replayed(request, Steps(self._log[number]))
            if state.is_over:
                self._runs[number] = state.run
        return number in self._runs

    def _report(self, state: RunState[Any], steps: Steps) -> Report:
        """Run the next batch of a request, and return the report."""
        self._snapshot.set_up(state.request.variant)
        options = replace(state.request.options, only=state.batches[0])
        folders = (f"{self._snapshot.directory}", self._settings.root)
        with (
            isolated(folders, self._environment),
            fake_redis() if self.suite.needs_redis else nullcontext("") as redis_url,
        ):
            job = Job(0, f"{self._snapshot.directory}", state.token, options, redis_url=redis_url)
            report = run_tests(self._settings, job, state.request, steps)
        self._snapshot.reset()
        return report


def _replayed(request: Request[Any], steps: Steps) -> RunState[Any]:
    """Return what has come of a request in the steps that are over."""
    state = RunState(request)
    state.is_alone = True  # nothing runs beside it, so a test that times out needn't be repeated
    while not state.is_over and (report := steps.replay()):
        _take(state, report)
    return state


def _take(state: RunState[Any], report: Report) -> None:
    state.is_late = report.end == "timed out"
    state.excess = CRASHED if report.end == "crashed" else ""
    exit_code = report.end.exit_code if isinstance(report.end, BatchEnded) else 0
    state.take("".join(f"{state.token} {event}" for event in report.events).encode(), exit_code)
