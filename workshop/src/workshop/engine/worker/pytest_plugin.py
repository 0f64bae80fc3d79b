"""The pytest plugin of a run: reports each outcome to the controller."""

import os
import random
import sys
from collections.abc import Generator
from pathlib import Path
from time import monotonic

import pytest

from workshop.engine.codec import encode
from workshop.engine.protocol import EVENTS, Cause, Ended, Event, Job, Outcome, SessionEnded, Started
from workshop.engine.worker.failures import failure_line, failure_message
from workshop.variants.instrument import RECORDER_MODULE

COMPLETE = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}
PASSED = Outcome("passed")


class RunReporter:
    """Writes the events of one job to its folder, from the process that it is made in."""

    def __init__(self, session: pytest.Session, job: Job) -> None:
        self._session = session
        self._options = job.options
        self._process = os.getpid()
        self._events = Path(job.directory, EVENTS).open("a", encoding="utf-8")  # noqa: SIM115 - the process ends with it
        self._outcome = PASSED  # of the test that is running
        self._began = 0.0
        session.config.pluginmanager.register(self)

    def report(self, event: Event) -> None:
        """Write an event."""
        if os.getpid() != self._process:  # a test has forked, and its child came back into pytest
            os._exit(0)
        self._events.write(encode(event))
        self._events.flush()

    def close(self) -> None:
        """Close the file of events."""
        self._events.close()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """Report which test is running, in case it doesn't come back, and where in its file it begins.

        The line is 0 for a test that is defined in another file, as that of a state machine is.
        """
        file, line, _ = location
        self._outcome = PASSED
        self.report(Started(nodeid, (line or 0) + 1 if nodeid.startswith(f"{file}::") else 0))
        self._began = monotonic()
        random.seed(self._options.seed)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Tell an instrumented program that a test is set up."""
        _tell_recorder(f"{item.nodeid} (setup)")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """Tell an instrumented program that a test is called."""
        _tell_recorder(f"{item.nodeid} (call)")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Tell an instrumented program that the call is over."""
        _tell_recorder(f"{item.nodeid} (teardown)")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep the first failure of a test, or that it doesn't count."""
        report = yield
        if self._outcome.status == "failed":
            return report
        if report.skipped or hasattr(report, "wasxfail") or f"{report.longrepr}".startswith("[XPASS(strict)]"):
            self._outcome = Outcome("skipped")
        elif report.failed and call.excinfo:
            error = call.excinfo.value
            is_assertion = isinstance(error, AssertionError | pytest.fail.Exception)
            cause: Cause = "assertion" if is_assertion else "exception"
            self._outcome = Outcome("failed", cause, failure_message(error), failure_line(error, f"{item.path}"))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Report what became of a test when its last phase is over."""
        if report.when == "teardown":
            self.report(Ended(report.nodeid, self._outcome, monotonic() - self._began))

    def pytest_runtest_logfinish(self) -> None:
        """Stop after the first failure, if that's enough."""
        if self._options.stop and self._outcome.status == "failed":
            self._session.shouldfail = "the first failure"

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, exitstatus: int) -> Generator[None, None, None]:
        """End at once: threads that a test has left would keep the process."""
        yield
        self.report(SessionEnded(exitstatus in COMPLETE))
        self.close()
        os._exit(0)


def _tell_recorder(current_test: str) -> None:
    if RECORDER_MODULE in sys.modules:
        sys.modules[RECORDER_MODULE].current_test = current_test  # type: ignore[attr-defined] # it's our own
