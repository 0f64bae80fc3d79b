"""Stand-ins for the executable of a Redis server, servers that are killed from outside, and a program with some."""

import os
import signal
from pathlib import Path

import pytest
import redis

from workshop.engine import redis as redis_service
from workshop.engine.redis_server import RealServer

PRINTS_URL_AND_WAITS = """
from workshop.engine.redis import RedisServers

with RedisServers(ready=1) as servers:
    print(servers.take().url, flush=True)
    input()
"""


def install(monkeypatch: pytest.MonkeyPatch, path: Path, *commands: str) -> Path:
    """Have servers started from a shell script with these commands, and return its path."""
    path.write_text("\n".join(["#!/bin/sh", *commands, ""]), encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr(redis_service, "find_executable", lambda: f"{path}")
    return path


def kill_when_ready(monkeypatch: pytest.MonkeyPatch, count: int) -> list[RealServer]:
    """Have the first servers killed as soon as they're ready, and return the list that all are appended to."""
    started: list[RealServer] = []

    class Killed(RealServer):
        """A server that is killed from outside while it's waiting."""

        def wait_until_ready(self) -> str:
            """Return what a server does, once it's ready and, if it's one of the first, dead."""
            started.append(self)
            problem = super().wait_until_ready()
            if len(started) <= count:
                with redis.from_url(self.url) as client:
                    os.kill(client.info("server")["process_id"], signal.SIGKILL)
            return problem

    monkeypatch.setattr(redis_service, "RealServer", Killed)
    return started
