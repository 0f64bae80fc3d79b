"""A Redis server isn't in the sandbox of the tests, so it has limits of its own."""

import sys

import pytest
import redis

from workshop.engine import redis_server
from workshop.engine.limits import SERVER_FILE_SIZE, SERVER_MEMORY
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.redis import serve_redis


def test_server_says_that_its_memory_is_full() -> None:
    """A test that stores too much gets an error, before the server has to end."""
    with serve_redis() as server, redis.from_url(server.url) as client:
        client.setrange("full", SERVER_MEMORY // 2, b"x")

        with pytest.raises(redis.OutOfMemoryError):
            client.set("key", "value")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_server_ends_that_needs_too_much_memory_at_once() -> None:
    """It doesn't take it from the machine."""
    with serve_redis() as server, redis.from_url(server.url) as client:
        client.config_set("maxmemory", 0)

        with pytest.raises(redis.ConnectionError):
            client.setrange("key", SERVER_MEMORY - 2, b"x")


@pytest.mark.skipif(not CAN_FORK, reason="Windows doesn't limit the size of a file")
def test_server_ends_that_writes_too_large_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may log what it stores, but can't fill the disk with that."""
    limit = f"ulimit -f {SERVER_FILE_SIZE // 512}"
    monkeypatch.setattr(redis_server, "WATCHED", redis_server.WATCHED.replace(limit, "ulimit -f 2048"))
    with serve_redis() as server, redis.from_url(server.url) as client:
        client.config_set("appendonly", "yes")

        with pytest.raises(redis.ConnectionError):
            client.set("key", b"x" * 2_000_000)
