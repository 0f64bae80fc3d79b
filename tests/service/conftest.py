"""What the tests of the service share."""

import shutil
import socket
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from subprocess import PIPE, Popen

import httpx
import pytest
from pytest_mock import MockerFixture

from fizzbuzz import InMemoryCache, service_cli
from fizzbuzz.service import create_app
from tests.service.client import Client
from tests.watchdog import watchdog

LISTENING = "fizzbuzz-service: listening on "


@pytest.fixture
def client() -> Client:
    """Return a client of a service with an empty cache in memory."""
    return Client(create_app(InMemoryCache()))


@pytest.fixture
def nothing_begins(mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace what the command opens, starts, and sets for the process; the address is `[::1]:8000`."""
    monkeypatch.setenv(service_cli.OPTIONS, "")
    mocker.patch("signal.signal")
    mocker.patch("uvicorn.Server")
    listener = mocker.Mock(spec=socket.socket)
    listener.getsockname.return_value = ("::1", 8000, 0, 0)
    mocker.patch.object(service_cli, "_listen", return_value=listener)


class Service:
    """The installed command, which serves on a free port of its own, or says on its first line why it can't."""

    def __init__(self, process: Popen[str]) -> None:
        assert process.stderr
        self.process = process
        self.first_line = process.stderr.readline()
        self.url = self.first_line.removeprefix(LISTENING).strip()

    def client(self) -> httpx.Client:
        """Return a client that waits as long as a busy machine needs."""
        return httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def end(self, number: int) -> tuple[int, str]:
        """Send a signal, wait for the end, and return the exit code and the rest of standard error."""
        self.process.send_signal(number)
        _, errors = self.process.communicate()
        return self.process.returncode, errors


Serve = Callable[..., Service]


@pytest.fixture(scope="session")
def command() -> str:
    """Return the path of the installed command."""
    path = shutil.which("fizzbuzz-service", path=sysconfig.get_path("scripts"))
    assert path, "the command isn't installed; run: pip install -e '.[service]'"
    return path


@pytest.fixture
def serve(command: str) -> Iterator[Serve]:
    """Yield a function that starts the command with some options; what still runs after the test is ended."""
    with ExitStack() as started:

        def serve(*options: str) -> Service:
            process = Popen([command, "--port", "0", *options], stdout=PIPE, stderr=PIPE, encoding="utf-8")
            started.enter_context(process)
            started.callback(process.terminate)
            started.enter_context(watchdog(process))
            return Service(process)

        yield serve
