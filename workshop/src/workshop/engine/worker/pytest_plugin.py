"""What happens inside the process of one job: pytest goes on, and what becomes of each test is written down."""

import json
import os
import random
import re
import sys
import tempfile
import threading
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import core, settings
from hypothesis.internal.conjecture import providers

from workshop.engine.protocol import EVENTS, EXAMPLES, HOME, REDIS_PORT, TEMPORARY, Job
from workshop.engine.redis import empty_database
from workshop.variants.instrument import RECORDER_MODULE
from workshop.variants.reach_map import REACH_FILE, REACH_VARIABLE

NOTES_LITERALS = "_get_local_constants"  # a function of Hypothesis that is its own affair, and may go
GIBIBYTE = 2**30
MESSAGE_LENGTH = 300  # characters
ADDRESS = re.compile(" at 0x[0-9a-f]+")
ENDED_AS_IT_SHOULD = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}


def enter(job: Job) -> None:
    """Make this process the one of the job: away from the terminal, with its program first on the path."""
    directory = Path(job.directory)
    with suppress(ImportError):  # Windows has no such limits
        confine()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.chdir(directory / HOME)
    os.environ[REACH_VARIABLE] = f"{directory / REACH_FILE}"
    os.environ["TMPDIR"] = tempfile.tempdir = f"{directory / TEMPORARY}"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [job.tree, os.environ.get("PYTHONPATH")]))
    sys.path.insert(0, job.tree)
    if port := os.environ.get(REDIS_PORT):
        os.environ["REDIS_URL"] = empty_database(int(port), number=job.worker)
    sys.dont_write_bytecode = not job.order.keep_bytecode
    core.global_force_seed = job.order.hypothesis_seed  # type: ignore[assignment] # as its own plugin sets it
    settings.load_profile("judge-shrink" if job.order.shrink else "judge")


def confine() -> None:
    """Put this process into a group of its own, to be killed as one, and limit what it can take.

    Raises ImportError on Windows, which has none of this.
    """
    import resource  # noqa: PLC0415

    if os.getsid(0) != os.getpid():
        os.setsid()
    for limit, most in (
        (resource.RLIMIT_AS, 2 * GIBIBYTE),
        (resource.RLIMIT_FSIZE, GIBIBYTE // 4),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


class WorkerPlugin:
    """The plugin of pytest that runs what is ordered, and writes down what becomes of each test."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._problems: dict[str, str] = {}  # by the file that could not be collected
        self._collected: dict[str, pytest.Item] = {}
        self._outcome: dict[str, str | int] = {}
        session.config.pluginmanager.register(self)

    def begin(self, job: Job) -> None:
        """Take notes from now on, of this job in this process."""
        self._job = job
        self._process = os.getpid()
        self._events = Path(job.directory, EVENTS).open("a", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        self._open_before = _open_files()
        self._step_began = monotonic()

    def pytest_exception_interact(self, node: pytest.Item, call: pytest.CallInfo[Any], report: object) -> None:
        """Keep why a file could not be collected."""
        if isinstance(report, pytest.CollectReport) and call.excinfo:
            self._problems[node.nodeid] = _message(call.excinfo.value)

    def collect_to_hold(self, job: Job) -> None:
        """Collect all tests, and do what each fork would do again.

        Hypothesis is kept from noting now which literals the program has: a mutant has others.
        """
        with pytest.MonkeyPatch.context() as hypothesis:
            hypothesis.setattr(providers, NOTES_LITERALS, lambda: None)
            self._session.perform_collect(list(job.order.tests))
        self._prepare()
        for item in self._session.items:
            _ = item.location  # which pytest remembers

    def collect(self) -> None:
        """Collect what is ordered; of single tests, their files."""
        order, session = self._job.order, self._session
        if order.only is None:
            session.perform_collect(list(order.tests))
        else:
            files = dict.fromkeys(test.partition("::")[0] for test in order.only)
            session.perform_collect([f"{session.config.rootpath / file}" for file in files])
        self._check_imports()
        self._prepare()

    def _prepare(self) -> None:
        for item in self._session.items:
            item.repr_failure = lambda *_, **__: ""  # type: ignore[method-assign] # nobody reads the traceback
            self._collected[item.nodeid] = item

    def choose(self) -> None:
        """Of the tests that are collected, choose those that are ordered, in their order, and write down both."""
        for node, message in self._problems.items():
            self._write(problem=node, status="failed", cause="import", message=message)
        order = self._job.order
        ordered = self._collected if order.only is None else order.only
        tests = [test for test in ordered if test in self._collected]
        if order.reverse:
            tests.reverse()
        self._session.items[:] = [self._collected[test] for test in tests]
        if self._job.function:  # what follows is known, of the process that has collected them
            self._write(collected=tests)
        else:
            costs = {test: _cost(self._collected[test]) for test in tests}
            self._write(collected=tests, costs=costs, can_be_template=self._can_be_template())

    def _can_be_template(self) -> bool:
        """Return whether a fork of this process can do as well as a new one: there is nothing that it would share."""
        own = [entry for folder in (HOME, TEMPORARY) for entry in Path(self._job.directory, folder).iterdir()]
        is_alone = threading.active_count() == 1 and _open_files() == self._open_before and not own
        return is_alone and hasattr(providers, NOTES_LITERALS)

    def _check_imports(self) -> None:
        """Keep it where the tests have imported the program from elsewhere: they would judge another one."""
        for name in {entry.stem for entry in Path(self._job.tree).iterdir()}:
            origin = getattr(sys.modules.get(name), "__file__", None) or self._job.tree
            if not Path(origin).is_relative_to(self._job.tree):
                self._problems[""] = f"the tests import {name} from {origin}, not from where it is judged"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """Note which test is running, should it not come back, and where in its file it begins.

        The line is 0 for one that comes from another file, as that of a state machine does.
        """
        self._outcome = {}
        file, line, _ = location
        self._write(started=nodeid, line=(line or 0) + 1 if nodeid.startswith(f"{file}::") else 0)
        random.seed(self._job.order.seed)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Tell a program that takes notes that a test is set up."""
        self._tell_program(f"{item.nodeid} (setup)")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """Tell a program that takes notes that a test is called."""
        self._tell_program(f"{item.nodeid} (call)")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Tell a program that takes notes that the call is over."""
        self._tell_program(f"{item.nodeid} (teardown)")

    def _tell_program(self, current: str) -> None:
        if RECORDER_MODULE in sys.modules:
            sys.modules[RECORDER_MODULE].current_test = current  # type: ignore[attr-defined] # ours

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note the first failure of a test, or that it does not count."""
        report = yield
        if self._outcome.get("status") == "failed":
            return report
        if report.skipped or hasattr(report, "wasxfail") or f"{report.longrepr}".startswith("[XPASS(strict)]"):
            self._outcome = {"status": "skipped"}
        elif report.failed and call.excinfo:
            error = call.excinfo.value
            is_assertion = isinstance(error, AssertionError | pytest.fail.Exception)
            cause = "assertion" if is_assertion else "exception"
            line = _line(error, f"{item.path}")
            self._outcome = {"status": "failed", "cause": cause, "message": _message(error), "line": line}
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write down what became of a test when its last phase is over."""
        if report.when == "teardown":
            self._write(test=report.nodeid, **(self._outcome or {"status": "passed"}))

    def pytest_runtest_logfinish(self) -> None:
        """Stop after the first failure, if that is all that is asked."""
        if self._job.order.stop and self._outcome.get("status") == "failed":
            self._session.shouldfail = "the first failure"

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, exitstatus: int) -> Generator[None, None, None]:
        """End at once: threads that a test has left would keep the process."""
        yield
        self._write(finished=exitstatus in ENDED_AS_IT_SHOULD)
        self._events.close()
        os._exit(0)

    def _write(self, **event: object) -> None:
        if os.getpid() != self._process:  # a test has forked, and its child came back into pytest
            os._exit(0)
        now = monotonic()
        self._events.write(f"{json.dumps(event | {'seconds': now - self._step_began})}\n")
        self._step_began = now
        self._events.flush()


def _cost(test: pytest.Item) -> int:
    """Return about how much is done for a test: how many fixtures it has, and inputs, if it is a property."""
    call = getattr(test, "callspec", None)
    fixtures = {*getattr(test, "fixturenames", ())}.difference(call.params if call else ())
    return len(fixtures) + (EXAMPLES if test.get_closest_marker("hypothesis") else 0)


def _open_files() -> list[str]:
    """Return the numbers of the files that this process has open, where the system tells."""
    folder = Path("/dev/fd")
    return sorted(os.listdir(folder)) if folder.exists() else []  # noqa: PTH208 - numbers, not paths


def _line(error: BaseException, file: str) -> int:
    """Return the last line of a file that an error came through, 0 if it did not."""
    line, traceback = 0, error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == file:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _message(error: BaseException) -> str:
    """Return an error in one line, with the counterexample if it is one of Hypothesis.

    Addresses in memory are left out: they say nothing, and are others each time.
    """
    lines = [line.strip() for text in (f"{error}", *getattr(error, "__notes__", ())) for line in text.splitlines()]
    causes = [line.removeprefix("E").strip() for line in lines if line.startswith("E   ")]  # of a file not imported
    message = " ".join(causes) or f"{type(error).__name__}: {' '.join(lines)}"
    return ADDRESS.sub("", message)[:MESSAGE_LENGTH]
