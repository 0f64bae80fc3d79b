"""A batch of a run in this interpreter: pytest from its start to its end, with the plugins of a worker."""

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from _pytest.outcomes import Exit
from _pytest.unraisableexception import gc_collect_iterations_key

from workshop.engine.browser.steps import Report, Steps
from workshop.engine.controller.run_state import Request
from workshop.engine.limits import COLLECTING
from workshop.engine.protocol import HOME, Event, Job, Started
from workshop.engine.worker.collection import Collection
from workshop.engine.worker.pytest_plugin import RunReporter
from workshop.engine.worker.pytest_session import prepare, pytest_arguments
from workshop.engine.worker.run_setup import import_folders, set_up
from workshop.engine.worker_settings import WorkerSettings

NO_CHANNEL = -1


def run_tests(settings: WorkerSettings, job: Job, request: Request[Any], steps: Steps) -> Report:
    """Run the tests of a job, and return the report of that batch; each step has the limit of the request."""
    steps.begin_batch(COLLECTING * request.timeout)
    os.chdir(Path(job.directory, HOME))
    end = ProcessEnd()
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(os, "_exit", end)
        pytest.main(pytest_arguments(settings), plugins=[InProcess(settings, job, request, steps)])
    return steps.end_batch(end.exit_code)


class ProcessEndedError(Exit):
    """The tests have ended the process."""


class ProcessEnd:
    """Takes the place of `os._exit`: ends the run, and keeps the exit code."""

    def __init__(self) -> None:
        self.exit_code = 0

    def __call__(self, status: int) -> NoReturn:
        """Raise the error that ends pytest."""
        self.exit_code = status
        raise ProcessEndedError


class InProcess:
    """The plugin of pytest that collects the tests of one job."""

    def __init__(self, settings: WorkerSettings, job: Job, request: Request[Any], steps: Steps) -> None:
        self._settings = settings
        self._job = job
        self._request = request
        self._steps = steps

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Collect the tests of the job."""
        prepare(session)
        session.config.stash[gc_collect_iterations_key] = 0  # a process of its own wouldn't come to that either
        reporter, collection = StepReporter(session, self._request, self._steps), Collection(session)
        set_up(self._job)
        if self._settings.path:
            sys.path[1:1] = import_folders(self._settings.path, self._job.options.tests)  # the program is before them
        reporter.begin(self._job, NO_CHANNEL)
        collection.collect(self._job)
        for event in collection.select(self._job):
            reporter.report(event)
        return True


class StepReporter(RunReporter):
    """Reports the events of one run to the steps of a check."""

    def __init__(self, session: pytest.Session, request: Request[Any], steps: Steps) -> None:
        super().__init__(session)
        self._request = request
        self._steps = steps

    def report(self, event: Event) -> None:
        """Add an event to the current step; a test that begins is a step of its own."""
        self._steps.add(event)
        if isinstance(event, Started):
            timeout = self._request.timeouts.get(event.test, self._request.timeout)
            self._steps.begin_test(timeout, event.test)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Report that the running test has failed, unless it has ended the process, which would have no time to."""
        if not isinstance(excinfo.value, ProcessEndedError):
            super().pytest_keyboard_interrupt(excinfo)

    def end(self) -> None:
        """Do nothing: this interpreter goes on."""
