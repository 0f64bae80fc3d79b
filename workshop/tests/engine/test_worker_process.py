"""A worker ends when it's closed, even if something has stopped it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ages import run, write_project
from workshop.engine.controller import launch, pool, worker_process
from workshop.engine.controller.launch import LoadingWorker
from workshop.engine.controller.messages import Messages
from workshop.engine.controller.worker_process import WorkerProcess
from workshop.engine.limits import SILENCE
from workshop.engine.process_tree import CAN_FORK, descendants
from workshop.engine.protocol import RunOptions
from workshop.errors import EngineError

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="Windows can't stop a process")


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[WorkerProcess]:
    """Return a worker, which has just been started."""
    subject, suite = write_project(tmp_path)
    with closing(Messages()) as messages:
        yield WorkerProcess(LoadingWorker(tmp_path), suite.settings(subject, tmp_path, fork=True), messages)


def test_worker_ends_by_itself(worker: WorkerProcess) -> None:
    """It has no more jobs to wait for."""
    worker.close()

    assert worker.errors() == "the worker that runs the tests ended: exit code 0; is the machine short of memory?"


def test_worker_that_runs_has_no_errors(worker: WorkerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one may have ended."""
    monkeypatch.setattr(worker_process, "ENDING", 0.01)

    assert not worker.errors()

    worker.close()


def test_end_of_a_worker_is_awaited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says ends a little earlier, and then it isn't known yet how it has ended."""
    monkeypatch.setattr(worker_process, "ENDING", SILENCE)
    monkeypatch.setattr(launch, "COMMAND", [sys.executable, "-c", "import os, time; os.close(1); time.sleep(0.1)"])
    subject, suite = write_project(tmp_path)
    with closing(Messages()) as messages:
        worker = WorkerProcess(LoadingWorker(tmp_path), suite.settings(subject, tmp_path, fork=True), messages)

        assert messages.get(SILENCE) is None

    assert worker.errors() == "the worker that runs the tests ended: exit code 0; is the machine short of memory?"
    worker.close()


@pytest.mark.measures_processes
def test_worker_that_gets_no_settings_ends(tmp_path: Path) -> None:
    """Its controller has ended."""
    with LoadingWorker(tmp_path).process as process:
        process.communicate()

    assert process.returncode == 0


def test_stopped_worker_is_killed(worker: WorkerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would never notice that it's closed."""
    monkeypatch.setattr(worker_process, "CLOSING", 0.1)
    os.kill(worker.pid, signal.SIGSTOP)

    worker.close()

    assert worker.errors() == "the worker that runs the tests ended: SIGKILL; is the machine short of memory?"


def test_stopped_worker_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for it forever."""
    monkeypatch.setattr(pool, "SILENCE", 0.1)
    monkeypatch.setattr(worker_process, "CLOSING", 0.1)
    before = {*descendants(os.getpid())}

    with pool.Pool(*write_project(tmp_path)) as stopped:
        for process in {*descendants(os.getpid())} - before:
            os.kill(process, signal.SIGSTOP)

        with pytest.raises(EngineError, match=r"^the worker that runs the tests doesn't answer$"):
            run(stopped, RunOptions(()))
