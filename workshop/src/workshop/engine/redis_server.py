"""One Redis server: a process of its own, or fakeredis in a thread of this one."""

import os
import shutil
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections import deque
from pathlib import Path
from threading import Lock, Thread, Timer

from workshop.engine.limits import SERVER_FILE_SIZE, SERVER_MEMORY
from workshop.engine.process_tree import kill
from workshop.errors import MachineError

FAKE = "fakeredis"
HOST = "127.0.0.1"
READY = b"Ready to accept connections"
LONGEST_START = 30.0  # seconds that a server may take to start, on a machine that may be busy
LONGEST_ANSWER = 5.0  # seconds that it may take to answer a PING
CONNECTING = ("REPLICAOF", "SLAVEOF", "MIGRATE")  # commands that let a test connect to others through its server
# A real server has a watcher beside it, in its process group, that waits for the end of standard input: it comes when
# the process that started the server closes it, or ends in any way, even by SIGKILL. $0 is the server's folder. A shell
# counts files in half kibibytes, as POSIX says, and memory in whole ones; where it can't limit that, as on macOS, it
# goes on.
WATCHED = (
    'exec 3<&0 </dev/null; { read -r _; rm -rf "$0"; kill -9 0; } <&3 >/dev/null 2>&1 & '
    f"ulimit -f {SERVER_FILE_SIZE // 512}; ulimit -v {SERVER_MEMORY // 1024} 2>/dev/null; "
    'exec "$@" 3<&-'
)


class RedisServer(ABC):
    """A server on a `port` of this machine; `name` says what kind it is."""

    name: str
    port: int

    @property
    def url(self) -> str:
        """The URL of its first database."""
        return f"redis://{HOST}:{self.port}/0"

    def is_alive(self) -> bool:
        """Return whether it answers a PING."""
        try:
            with socket.create_connection((HOST, self.port), LONGEST_ANSWER) as connection:
                connection.sendall(b"*1\r\n$4\r\nPING\r\n")
                return connection.makefile("rb").readline() == b"+PONG\r\n"
        except OSError:
            return False

    @abstractmethod
    def wait_until_ready(self) -> str:
        """Return "" as soon as the server can be used, or else the last line it wrote before it ended."""

    @abstractmethod
    def close(self) -> None:
        """Kill the server, and return when it has ended; may be called again, and by any thread."""


class RealServer(RedisServer):
    """A process of an executable such as `valkey-server`, with an empty folder of its own and without settings.

    It refuses to store more than half of the memory that it may take, and ends if a command needs more than all.
    It gets a port that was free a moment ago, so it may not start. It ends with the process that started it, except on
    Windows if that is killed.
    """

    def __init__(self, executable: str) -> None:
        self.name = Path(executable).name
        self.port = _free_port()
        self._lock = Lock()
        self._is_closed = False
        self._folder = tempfile.mkdtemp(prefix="workshop-redis-")
        shell = find_shell()
        options = {"bind": HOST, "port": self.port, "dir": self._folder, "save": "", "maxmemory": SERVER_MEMORY // 2}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - what find_executable has found
                [
                    *([shell, "-c", WATCHED, self._folder] if shell else []),
                    executable,
                    *(f"{word}" for name, value in options.items() for word in (f"--{name}", value)),
                    *(word for command in CONNECTING for word in ("--rename-command", command, "")),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the controller, which ends the server
            )
        except OSError as error:
            shutil.rmtree(self._folder)
            raise MachineError(f"{executable} can't be started: {error.strerror}") from None

    def wait_until_ready(self) -> str:
        """Return "" as soon as the server can be used, or else the last line it wrote before it ended."""
        lines = deque([b"it wrote nothing"], maxlen=1)
        timer = Timer(LONGEST_START, self.close)
        timer.start()
        try:
            with self._process.stdout as stdout:  # type: ignore[union-attr] # what it writes later isn't needed
                for line in stdout:
                    if READY in line:
                        return ""
                    lines.append(line.strip() or lines[0])
        finally:
            timer.cancel()
        return lines[0].decode(errors="replace")

    def close(self) -> None:
        """Kill the server, and return when it has ended; may be called again, and by any thread."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            kill(self._process.pid)  # nothing has waited for it yet, so no other process can have this number
            self._process.wait()
            self._process.stdin.close()  # type: ignore[union-attr]
            shutil.rmtree(self._folder, ignore_errors=True)


class FakeServer(RedisServer):
    """A fakeredis that threads of this process serve, with data of its own."""

    name = FAKE

    def __init__(self) -> None:
        from fakeredis import TcpFakeServer  # noqa: PLC0415 - a tenth of a second

        self._lock = Lock()
        self._is_closed = False
        self._server = TcpFakeServer((HOST, 0))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def wait_until_ready(self) -> str:
        """Return "": it listens from the beginning."""
        return ""

    def close(self) -> None:
        """End the server with its connections; may be called again, and by any thread."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._server.shutdown()
                self._server.server_close()


def find_shell() -> str | None:
    """Return the path of a POSIX shell, or None on Windows."""
    return shutil.which("sh", path=os.defpath) if os.name == "posix" else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
