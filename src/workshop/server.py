"""The warm process: pytest, started once and held just before it collects. Each job goes on from there in a fork.

What a fork inherits is pytest with its settings, Hypothesis, and the third-party modules that the tests import. The
program and its tests are imported inside, as in a fresh process. Where there is no fork, a process does one job.

`workshop.runner` starts it, and speaks to it in lines of JSON: jobs come in, what became of processes goes out. What
became of tests stands in a file in the job's own folder, so that it outlives a crash.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from workshop.inside import Inside, enter
from workshop.job import read_job
from workshop.processes import kill


def main() -> None:
    """Start pytest as the argument says, and stay in its hook for collection as long as jobs come."""
    options = json.loads(sys.argv[1])
    channel = os.dup(1)
    os.dup2(2, 1)  # what pytest writes is for the runner to show, should pytest not start
    sys.exit(
        pytest.main(
            [
                f"--rootdir={options['root']}",
                f"-c{options['settings']}",
                "--import-mode=importlib",
                "--continue-on-collection-errors",
                "--hypothesis-seed=0",
                "--tb=no",
                "--capture=no",
                *(f"--ignore={path}" for path in options["ignored"]),
                *("-phypothesispytest", "-ppytest_mock", "-pno:cacheprovider", "-pno:faulthandler"),
            ],
            plugins=[Server(options["preload"], channel, fork=options["fork"])],
        )
    )


class Server:
    """The plugin of pytest that stays in the hook; where it cannot `fork` it does one job and no more."""

    def __init__(self, preload: Iterable[str], channel: int, *, fork: bool) -> None:
        self._preload = preload
        self._channel = channel
        self._fork = fork
        self._children: dict[int, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Fork for each job that comes; in the fork, collect its tests and let pytest go on."""
        prepare()
        if self._fork:
            warm_up(session, self._preload)
            signal.signal(signal.SIGCHLD, self._bury)
        for line in sys.stdin:
            job = read_job(line)
            if not self._fork or self._is_child(job.directory):
                enter(job)
                plugin = Inside(session, job)
                session.config.pluginmanager.register(plugin)
                plugin.collect()
                return True
        self._kill_all()
        os._exit(0)

    def _is_child(self, name: str) -> bool:
        """Fork, and return whether this is the child; the parent tells the runner which process does which job."""
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        process = os.fork()
        if process:
            self._children[process] = name
            self._tell(name, process, None)
        else:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(self._channel)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        return not process

    def _bury(self, _signal: int, _frame: FrameType | None) -> None:
        """Tell the runner which children have ended, and how."""
        with suppress(ChildProcessError):
            while True:
                process, status = os.waitpid(-1, os.WNOHANG)
                if not process:
                    return
                self._tell(self._children.pop(process), process, os.waitstatus_to_exitcode(status))

    def _tell(self, name: str, process: int, code: int | None) -> None:
        with suppress(BrokenPipeError):  # the runner has ended, and the next line that is read will be none
            os.write(self._channel, f"{json.dumps([name, process, code])}\n".encode())

    def _kill_all(self) -> None:
        """Kill what still runs when the runner has ended; nobody hears any more what became of it."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for process in self._children:
            kill(process)


def prepare() -> None:
    """Hide this package from Hypothesis, which tries as inputs the literals of all that is imported, and set it up.

    There is no deadline, nor a complaint about slowness: a verdict does not depend on how busy the machine is.
    """
    ours = [name for name in sys.modules if name.partition(".")[0] == "workshop"]
    hidden.extend(map(sys.modules.pop, ours))
    patient = settings(
        database=None, deadline=None, derandomize=False, suppress_health_check=[HealthCheck.too_slow], print_blob=False
    )
    settings.register_profile("judge", patient, phases=[Phase.explicit, Phase.generate])
    settings.register_profile("judge-shrink", patient, phases=list(Phase))
    settings.load_profile("judge")


def warm_up(session: pytest.Session, preload: Iterable[str]) -> None:
    """Import what every job would import, and do once what pytest and Hypothesis do at their first test."""
    for name in preload:
        with suppress(Exception):  # a test that needs it will say so
            import_module(name)

    @given(st.text(), st.lists(st.integers()), st.floats())
    def run_once(_text: str, _numbers: list[int], _number: float) -> None:
        """Take any input."""

    run_once()
    collect_once(session)
    gc.collect()
    gc.freeze()  # so that collecting garbage does not touch, and copy, what a fork has inherited


def collect_once(session: pytest.Session) -> None:
    """Let pytest do once what it does at its first collection: on a file of our own, of which nothing stays."""
    file = Path("test_nothing.py")
    file.write_text("def test_nothing(): pass\n", encoding="utf-8")
    session.perform_collect([f"{file.resolve()}"])
    session.items.clear()
    sys.modules.pop(file.stem, None)
    file.unlink()


hidden: list[object] = []  # Hypothesis tells modules apart by their address: it must not become that of another
