"""A real server that runs and refuses commands for now: an outage, whatever it says."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import repeat, starmap
from pathlib import Path

import pytest
import redis

from fizzbuzz import FailSafeCache, FizzBuzzHandler
from fizzbuzz.redis_cache import RedisCache
from tests.redis_server import RedisServer, start_server

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """Yield a server that the tests of this module share; each leaves it as it was."""
    server = start_server(tmp_path_factory.mktemp("redis"))
    yield server
    server.kill()


@contextmanager
def no_space_for_a_snapshot(server: RedisServer) -> Iterator[None]:
    """Let the server fail to save its data: a folder is where the file should be."""
    with redis.Redis.from_url(server.url) as client:
        snapshot = Path(client.config_get("dir")["dir"], "dump.rdb")
        snapshot.mkdir()
        client.config_set("save", "3600 1")
        client.bgsave()
        wait_until(lambda: client.info("persistence")["rdb_last_bgsave_status"] == "err")
        yield
        client.config_set("save", "")
        snapshot.rmdir()


@contextmanager
def a_master_that_is_down(server: RedisServer) -> Iterator[None]:
    """Make the server a replica that refuses to answer without its master."""
    with redis.Redis.from_url(server.url) as client:
        client.config_set("replica-serve-stale-data", "no")
        client.replicaof("127.0.0.1", "1")
        yield
        client.replicaof("NO", "ONE")


@contextmanager
def too_few_replicas(server: RedisServer) -> Iterator[None]:
    """Let the server insist on a replica, of which it has none."""
    with redis.Redis.from_url(server.url) as client:
        client.config_set("min-replicas-to-write", 1)
        yield
        client.config_set("min-replicas-to-write", 0)


@contextmanager
def a_script_that_does_not_end(server: RedisServer) -> Iterator[None]:
    """Keep the server busy."""
    with redis.Redis.from_url(server.url) as client, socket.create_connection(("127.0.0.1", server.port)) as other:
        client.config_set("lua-time-limit", 1)
        other.sendall(b"EVAL 'while true do end' 0\r\n")
        wait_until(lambda: is_busy(client))
        yield
        client.script_kill()
        wait_until(lambda: not is_busy(client))


def is_busy(client: redis.Redis) -> bool:
    """Return whether the server is running a script."""
    try:
        return not client.ping()
    except redis.ResponseError:
        return True


def wait_until(condition: Callable[[], bool]) -> None:
    """Call a function until it returns True."""
    next(filter(None, starmap(condition, repeat(()))))


@contextmanager
def too_many_clients(server: RedisServer) -> Iterator[None]:
    """Let the server accept only the client that is there already, and disconnect all others."""
    with redis.Redis.from_url(server.url) as client:
        limit = client.config_get("maxclients")["maxclients"]
        client.ping()
        client.config_set("maxclients", 1)
        client.client_kill_filter(_type="normal", skipme=True)
        yield
        client.config_set("maxclients", limit)


@pytest.mark.parametrize(
    ("refusal", "message"),
    [
        pytest.param(no_space_for_a_snapshot, "MISCONF", id="it can't save"),
        pytest.param(a_master_that_is_down, "Link with MASTER is down", id="its master is down"),
        pytest.param(too_few_replicas, "NOREPLICAS", id="too few replicas"),
        pytest.param(a_script_that_does_not_end, "BUSY", id="busy"),
        pytest.param(too_many_clients, "max number of clients reached", id="too many clients"),
    ],
)
def test_a_server_that_refuses_commands_for_now_costs_one_warning(
    refusal: Callable[[RedisServer], AbstractContextManager[None]],
    message: str,
    server: RedisServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Every answer is right, the warning says what the server says, and afterwards it's used again."""
    caplog.set_level(logging.INFO, logger="fizzbuzz.failsafe")
    with redis.Redis.from_url(server.url) as client:
        client.flushall()
        cache = RedisCache(client)
        handler = FizzBuzzHandler(FailSafeCache(cache, retry_after=0))
        with refusal(server):
            assert handler.run(["3", "5"]) == ["Fizz", "Buzz"]
        assert handler.run(["3", "5"]) == ["Fizz", "Buzz"]
        stored = cache.get_many([3, 5])

    assert stored == {3: "Fizz", 5: "Buzz"}
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert message in caplog.messages[0]


@pytest.mark.parametrize(
    "store",
    [
        pytest.param(lambda client: client.set("test:3", b"\xff"), id="not UTF-8"),
        pytest.param(lambda client: client.set("test:3", "three"), id="no answer"),
        pytest.param(lambda client: client.hset("test:3", "answer", "Fizz"), id="a hash"),
    ],
)
def test_a_value_that_cannot_be_an_answer_is_replaced(
    store: Callable[[redis.Redis], object], server: RedisServer
) -> None:
    """Whatever another program has stored under our key."""
    with redis.Redis.from_url(server.url) as client:
        client.flushall()
        store(client)

        answers = FizzBuzzHandler(RedisCache(client, prefix="test:")).run(["3"])

        assert answers == ["Fizz"]
        assert client.get("test:3") == b"Fizz"
