"""The sandbox is also closed around a worker that does one job, after the byte code of its suite has been written."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ages import FILE, write_project
from workshop.engine.controller.channel import Channel
from workshop.engine.controller.event_log import read_event_log
from workshop.engine.controller.launch import LoadingWorker
from workshop.engine.controller.messages import Messages
from workshop.engine.controller.worker_process import WorkerProcess
from workshop.engine.limits import SILENCE
from workshop.engine.protocol import HOME, TEMPORARY, TREE, Job, Outcome, RunOptions
from workshop.engine.sandbox import missing
from workshop.engine.worker_settings import SandboxSettings

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason="the sandbox of this machine isn't complete"),
    pytest.mark.measures_processes,
]

SUITE = """
import resource
import socket
from pathlib import Path


def test_reads_elsewhere():
    Path({secret!r}).read_text()


def test_raises_a_limit():
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))


def test_connects_to_another_port():
    socket.create_connection(("127.0.0.1", {port} ^ 1))


def test_connects_to_its_server():
    socket.create_connection(("127.0.0.1", {port})).close()


def test_sends_datagrams():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def test_finds_byte_code():
    assert [*Path(__file__).parent.glob("__pycache__/*")]
"""


@pytest.fixture
def port() -> Iterator[int]:
    """Yield a port on which this process listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return the folder of a run.

    Its home is where a process that is measured writes what it has covered: the sandbox allows that nowhere else.
    """
    directory = tmp_path / "project" / "run"
    for name in (TREE, TEMPORARY):
        (directory / name).mkdir(parents=True)
    (directory / HOME).symlink_to(coverage_folder())
    return directory


def coverage_folder() -> Path:
    """Return the folder where coverage writes its data."""
    return Path(os.environ.get("COVERAGE_FILE", ".coverage")).resolve().parent


def outcomes(directory: Path, tests: str, redis_url: str) -> dict[str, Outcome]:
    """Run tests in a sandboxed worker, which ends with them, and return the outcomes by name."""
    root = directory.parent
    subject, suite = write_project(root, tests)
    settings = suite.settings(subject, root, fork=False)
    options = RunOptions((f"{suite.tests[0]}",), keep_bytecode=True)
    channel = Channel()
    settings = replace(settings, sandbox=SandboxSettings(f"{coverage_folder()}", ()))
    with closing(Messages()) as messages:
        worker = WorkerProcess(LoadingWorker(root), settings, messages)
        worker.send(Job(0, f"{directory}", "token", options, redis_url=redis_url), channel)
        messages.get(SILENCE)
    run = read_event_log(channel.report(), "token").run
    return {test.removeprefix(f"{FILE}::"): outcome for test, outcome in run.outcomes.items()}


@pytest.mark.parametrize("has_server", [True, False], ids=["with a server", "without one"])
def test_job_is_confined(has_server: bool, directory: Path, port: int, tmp_path: Path) -> None:  # noqa: FBT001
    """To its folders, limits and server; the suite is compiled, though it couldn't write there itself."""
    secret = tmp_path / "secret"
    secret.touch()
    url = f"redis://127.0.0.1:{port}/0" if has_server else ""

    found = outcomes(directory, SUITE.format(secret=f"{secret}", port=port), url)

    assert {test: outcome.message.partition(":")[0] for test, outcome in found.items()} == {
        "test_reads_elsewhere": "PermissionError",
        "test_raises_a_limit": "ValueError",
        "test_connects_to_another_port": "PermissionError",
        "test_connects_to_its_server": "" if has_server else "PermissionError",
        "test_sends_datagrams": "PermissionError",
        "test_finds_byte_code": "",
    }
