"""The engine of a page in a browser: one run after another in this interpreter, with the outcomes of a `Pool`."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from workshop.engine.browser.fake_redis import fake_redis
from workshop.engine.browser.isolation import isolated
from workshop.engine.browser.session import run_tests
from workshop.engine.browser.steps import Report, RunEnded, Steps
from workshop.engine.controller.pool import Answer
from workshop.engine.controller.run_state import Key, Request, RunState
from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.environment_variables import run_environment
from workshop.engine.protocol import Job
from workshop.engine.run import Run
from workshop.engine.suite import Suite
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import ReachMap

CRASHED = "the tests ended the Python of this page, or took more memory than it has"


class BrowserEngine:
    """Runs the tests of a suite on variants of a subject, one after another; use it as a context.

    Tests see only what a run in a process of its own would see: their modules are fresh, and what they change in those
    of Python is undone. They can't start threads or processes, nor run an event loop.
    """

    def __init__(self, subject: Subject, suite: Suite, steps: Steps) -> None:
        self.subject = subject
        self.suite = suite
        self._steps = steps
        self._scratch = TemporaryDirectory(prefix="workshop-", ignore_cleanup_errors=True)
        scratch = Path(self._scratch.name).resolve()
        self._environment = run_environment(scratch)
        self._settings = suite.settings(subject, scratch, fork=False)
        self._snapshot = Snapshot(Original(subject, scratch / "original"), scratch, slot=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._scratch.cleanup()

    def run(self, *queues: Iterable[Request[Key]]) -> Iterator[Answer[Key]]:
        """Yield an answer to each request, in their order."""
        for request in chain(*queues):
            yield Answer(request, self._answer(request), ReachMap())

    def _answer(self, request: Request[Key]) -> Run:
        state = RunState(request)
        state.is_alone = True  # nothing runs beside it, so a test that times out needn't be repeated
        while not state.is_over:
            report = self._steps.replay() or self._report(state)
            state.is_late = report.end == "timed out"
            state.excess = CRASHED if report.end == "crashed" else ""
            exit_code = report.end.exit_code if isinstance(report.end, RunEnded) else 0
            state.take("".join(f"{state.token} {event}" for event in report.events).encode(), exit_code)
        return state.run

    def _report(self, state: RunState[Key]) -> Report:
        """Run the next batch of a request, and return the report."""
        self._snapshot.set_up(state.request.variant)
        options = replace(state.request.options, only=state.batches[0])
        folders = (f"{self._snapshot.directory}", self._settings.root)
        with (
            isolated(folders, self._environment),
            fake_redis() if self.suite.needs_redis else nullcontext("") as redis_url,
        ):
            job = Job(0, f"{self._snapshot.directory}", state.token, options, redis_url=redis_url)
            report = run_tests(self._settings, job, state.request, self._steps)
        self._snapshot.reset()
        return report
