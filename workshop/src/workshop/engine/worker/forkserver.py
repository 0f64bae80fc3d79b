"""The warm process: pytest, started once and held just before it collects. Each job goes on from there in a fork.

What a fork inherits is pytest with its settings, Hypothesis, and the third-party modules that the tests import. The
program and its tests are imported inside, as in a fresh process, or once in a fork that holds them for others, where
that comes to the same. Where there is no fork, a process does one job.

`workshop.engine.controller.pool` starts it, and speaks to it in lines of JSON: jobs come in, what became of processes goes out. What
became of tests stands in a file in the worker's folder, so that it outlives a crash.
"""

import gc
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from workshop.engine.protocol import read_job
from workshop.engine.worker.children import Children
from workshop.engine.worker.pytest_plugin import WorkerPlugin, enter
from workshop.engine.worker.template_process import Program

REHEARSAL = """
import pytest


class Counter:
    def count(self, number): ...


@pytest.mark.parametrize("number", range(12))
def test_double(number, mocker):
    counter = mocker.create_autospec(Counter, instance=True)
    counter.count.return_value = number
    assert counter.count(number) == number
    assert counter.count.mock_calls
"""


def main() -> None:
    """Start pytest as the argument says, and stay in its hook for collection as long as jobs come."""
    options = json.loads(sys.argv[1])
    channel = os.dup(1)
    os.dup2(2, 1)  # what pytest writes is for the runner to show, should pytest not start
    forks = Children(channel) if options["fork"] else None
    sys.exit(
        pytest.main(
            [
                f"--rootdir={options['root']}",
                f"-c{options['settings']}",
                "--import-mode=importlib",
                "--continue-on-collection-errors",
                "--tb=no",
                "--capture=no",
                *(f"--ignore={path}" for path in options["ignored"]),
                *("-phypothesispytest", "-ppytest_mock", "-pno:cacheprovider", "-pno:faulthandler"),
            ],
            plugins=[Server(options["preload"], forks, Path(options["storage"]) if options["with_text"] else None)],
        )
    )


class Server:
    """The plugin of pytest that stays in the hook; without `forks` it does one job and no more."""

    def __init__(self, preload: Iterable[str], forks: Children | None, storage: Path | None) -> None:
        self._preload = preload
        self._forks = forks
        self._storage = storage

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """In a fork for each job that comes, collect its tests, if they are not held, and let pytest go on."""
        prepare(session)
        if self._forks:
            warm_up(session, self._preload, self._storage)
        inside = WorkerPlugin(session)
        job = self._forks.await_job() if self._forks else read_job(sys.stdin.readline())
        enter(job)
        if self._forks and job.holds:
            inside.collect_to_hold(job)
            program = Program(job.tree)
            gc.freeze()
            job = self._forks.await_held_job(job.worker)
            os.setsid()
            program.change(job.function)  # type: ignore[arg-type] # a holder is given no other jobs
            inside.begin(job)
        else:
            inside.begin(job)
            inside.collect()
        inside.choose()
        return True


def prepare(session: pytest.Session) -> None:
    """Hide this package from Hypothesis, which tries as inputs the literals of all that is imported, and set it up.

    There is no deadline, nor a complaint about slowness: a verdict does not depend on how busy the machine is. And
    nothing is made ready for a terminal.
    """
    session.config.pluginmanager.unregister(name="terminalreporter")
    ours = [name for name in sys.modules if name.partition(".")[0] == "workshop"]
    hidden.extend(map(sys.modules.pop, ours))
    patient = settings(
        database=None, deadline=None, derandomize=False, suppress_health_check=[HealthCheck.too_slow], print_blob=False
    )
    settings.register_profile("judge", patient, phases=[Phase.explicit, Phase.generate])
    settings.register_profile("judge-shrink", patient, phases=list(Phase))
    settings.load_profile("judge")


def warm_up(session: pytest.Session, preload: Iterable[str], storage: Path | None) -> None:
    """Import what every job would import, and do once what pytest and Hypothesis do at their first test.

    With a folder for Hypothesis to store its tables of characters, text is generated too: that is a second's work, if
    they are not there yet.
    """
    for name in preload:
        with suppress(Exception):  # a test that needs it will say so
            import_module(name)

    run_once(st.tuples(st.lists(st.integers()), st.floats()))
    if storage:
        set_hypothesis_home_dir(storage / ".hypothesis")
        run_once(st.text())
        set_hypothesis_home_dir(None)
    rehearse(session)
    gc.collect()
    gc.freeze()  # so that collecting garbage does not touch, and copy, what a fork has inherited


def run_once(inputs: st.SearchStrategy[object]) -> None:
    """Run a property that holds of all these inputs."""

    @given(inputs)
    def holds(_: object) -> None:
        """Take any input."""

    holds()


def rehearse(session: pytest.Session) -> None:
    """Let pytest collect and run tests of our own, of which nothing stays.

    What it does at its first collection is done then, and Python has found shortcuts for the code that runs often: it
    looks for them after a few times, and would in each fork anew.
    """
    file = Path("test_nothing.py")
    file.write_text(REHEARSAL, encoding="utf-8")
    session.perform_collect([f"{file.resolve()}"])
    for item in session.items:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
    session.items.clear()
    sys.modules.pop(file.stem, None)
    file.unlink()


hidden: list[object] = []  # Hypothesis tells modules apart by their address: it must not become that of another
