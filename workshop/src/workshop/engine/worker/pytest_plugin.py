"""The pytest plugin of a run: reports each outcome to the controller."""

import random
import sys
from collections.abc import Generator
from contextlib import nullcontext
from math import inf
from os import _exit as end_process  # by names of our own, because a test may replace those in `os`
from os import getpid, write
from typing import TYPE_CHECKING

import pytest

from workshop.engine.codec import encode
from workshop.engine.process_time import Stopwatch
from workshop.engine.protocol import Ended, Event, Job, Outcome, RunOptions, SessionEnded, Started
from workshop.engine.worker.assertions import AssertionTracer
from workshop.engine.worker.calls import MOST_STEPS, CallRecorder
from workshop.engine.worker.failures import (
    deciding_error,
    failure_cause,
    failure_line,
    failure_message,
    failure_place,
    reason_not_to_count,
)
from workshop.variants.instrument import RECORDER_MODULE

if TYPE_CHECKING:
    from workshop.engine.failed_check import FailedCheck

COMPLETE = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}
PASSED = Outcome("passed")
NO_JOB = Job(0, "", "", RunOptions(()))


class RunReporter:
    """Writes the events of one job to a file descriptor, from the process in which the job begins.

    It's registered before a worker forks: pytest takes milliseconds for that.
    """

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._job = NO_JOB
        self._process = self._channel = -1
        self._item: pytest.Item | None = None  # the test that is running
        self._outcome = PASSED  # of that test
        self._is_called = False  # right now: what's reported meanwhile is a part of the test
        self._stopwatch = Stopwatch()
        self._tracer: AssertionTracer | None = None
        self._recorder: CallRecorder | None = None
        self._check: FailedCheck | None = None  # of the test that is running
        session.config.pluginmanager.register(self)

    def begin(self, job: Job, channel: int) -> None:
        """Report a job from now on, to the file descriptor `channel`."""
        self._job = job
        self._process = getpid()
        self._channel = channel
        self._tracer = AssertionTracer(self._session.config.rootpath) if job.options.trace else None
        self._recorder = CallRecorder(job.tree) if job.options.explain else None

    def report(self, event: Event) -> None:
        """Write an event."""
        if getpid() != self._process:  # a test has forked, and its child came back into pytest
            end_process(0)
        message = f"{self._job.token} {encode(event)}".encode()
        while message:
            message = message[write(self._channel, message) :]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """Report which test is running, in case it doesn't come back, and where in its file it begins.

        The line is 0 for a test that is defined in another file, as that of a state machine is.
        """
        file, line, _ = location
        self._outcome, self._check = PASSED, None
        self.report(Started(nodeid, (line or 0) + 1 if nodeid.startswith(f"{file}::") else 0))
        self._stopwatch.start()
        random.seed(self._job.options.seed)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Tell an instrumented program that a test is set up."""
        self._item = item
        _tell_recorder(f"{item.nodeid} (setup)")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Tell an instrumented program that a test is called, and trace it or its calls if that's asked for."""
        _tell_recorder(f"{item.nodeid} (call)")
        tracing = self._tracer.tracing() if self._tracer else nullcontext()
        recording = self._recorder.recording(_most_steps(item)) if self._recorder else nullcontext()
        self._is_called = True
        try:
            with tracing, recording:
                yield
        finally:
            self._is_called = False

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Take note of a comparison that has failed, if that's asked for."""
        if self._recorder:
            self._recorder.compare(op, left, right)  # pragma: no cover - it's called while another traces

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Tell an instrumented program that the call is over."""
        _tell_recorder(f"{item.nodeid} (teardown)")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep the first failure of a test, or why it doesn't count; a subtest that's skipped leaves the others."""
        report = yield
        if self._outcome.status == "failed" or (self._is_called and not report.failed):
            return report
        if reason := reason_not_to_count(report):
            self._outcome = Outcome("skipped", message=reason)
        elif report.failed and call.excinfo:
            self._outcome = self._failure(item, call.excinfo.value)
            error = deciding_error(call.excinfo.value, self._job.tree)
            self._check = self._recorder.check(error) if self._recorder and call.when == "call" else None
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Report what became of a test when its last phase is over."""
        if report.when == "teardown":
            self._end_test(report.nodeid)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Report that the running test has failed, if there's one: an interrupt, or `pytest.exit`, ends the session."""
        if self._item:
            if self._outcome.status != "failed":
                self._outcome = self._failure(self._item, excinfo.value)
            self._end_test(self._item.nodeid)

    def pytest_runtest_logfinish(self) -> None:
        """Stop after the first failure, if that's enough."""
        if self._job.options.stop and self._outcome.status == "failed":
            self._session.shouldfail = "the first failure"

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, exitstatus: int) -> Generator[None, None, None]:
        """End at once: threads that a test has left would keep the process."""
        yield
        self.report(SessionEnded(exitstatus in COMPLETE))
        self.end()

    def end(self) -> None:
        """End this process."""
        end_process(0)

    def _failure(self, item: pytest.Item, raised: BaseException) -> Outcome:
        """Return the outcome of a test that has raised an error."""
        error = deciding_error(raised, self._job.tree)
        cause, message = failure_cause(error, self._job.tree), failure_message(error, raised)
        line = failure_line(error, f"{item.path}") or failure_line(raised, f"{item.path}")
        if cause == "error in the test":
            place = failure_place(error, f"{item.config.rootpath}")
            is_elsewhere = place and place.partition(":")[0] != item.nodeid.partition("::")[0]
            message += f" ({place})" if is_elsewhere else ""
        return Outcome("failed", cause, message, line)

    def _end_test(self, nodeid: str) -> None:
        self._item = None
        asserts = not self._tracer or self._tracer.is_reached
        self.report(Ended(nodeid, self._outcome, self._stopwatch.seconds(), asserts, self._check))


def _most_steps(item: pytest.Item) -> float:
    """Return no limit for a property: its last example counts, after however many."""
    return inf if item.get_closest_marker("hypothesis") else MOST_STEPS


def _tell_recorder(current_test: str) -> None:
    if RECORDER_MODULE in sys.modules:
        sys.modules[RECORDER_MODULE].current_test = current_test  # type: ignore[attr-defined] # it's our own
