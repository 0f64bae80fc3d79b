"""A real server that fails in every way we know while requests are made, and recovers."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from secrets import token_bytes

import pytest
import redis

from fizzbuzz import FailSafeCache, FizzBuzzHandler, fizzbuzz
from fizzbuzz.redis_cache import RedisCache
from tests.clock import ManualClock
from tests.redis_server import RedisServer, with_timeout

pytestmark = pytest.mark.server

RETRY_AFTER = 5.0
TIMEOUT = 0.5  # seconds


@dataclass(frozen=True)
class Outage:
    """How a server fails, how it recovers, what the warning mentions, and for how many seconds a client waits then."""

    begin: Callable[[RedisServer], object]
    end: Callable[[RedisServer], object]
    warning: str
    timeout: float = 30.0


def command(*arguments: str) -> Callable[[RedisServer], object]:
    """Return a function that sends a command to a server."""

    def send(server: RedisServer) -> None:
        with redis.Redis.from_url(server.url) as client:
            client.execute_command(*arguments)

    return send


def finish_loading(server: RedisServer) -> None:
    """Let the server load at full speed, and wait until it's ready."""
    command("CONFIG", "SET", "key-load-delay", "0")(server)
    server.wait()


def load_slowly(server: RedisServer) -> None:
    """Restart the server with data that takes ten seconds to load."""
    with redis.Redis.from_url(server.url) as client:
        client.mset({f"ballast:{number}": token_bytes(100) for number in range(5_000)})
        client.save()
    server.kill()
    slowly = ["--key-load-delay", "2000", "--loading-process-events-interval-bytes", "1024"]
    server.start(*slowly, until="Loading RDB")


OUTAGES = [
    pytest.param(Outage(RedisServer.kill, RedisServer.start, warning="refused"), id="killed"),
    pytest.param(Outage(RedisServer.pause, RedisServer.resume, warning="Timeout", timeout=TIMEOUT), id="paused"),
    pytest.param(
        Outage(command("REPLICAOF", "127.0.0.1", "1"), command("REPLICAOF", "NO", "ONE"), warning="read only"),
        id="read-only",
    ),
    pytest.param(
        Outage(
            command("CONFIG", "SET", "maxmemory", "1"), command("CONFIG", "SET", "maxmemory", "0"), warning="maxmemory"
        ),
        id="out of memory",
    ),
    pytest.param(Outage(load_slowly, finish_loading, warning="loading"), id="loading"),
]


@pytest.mark.parametrize("outage", OUTAGES)
def test_every_answer_is_right_before_during_and_after_an_outage(
    outage: Outage, own_server: RedisServer, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Every answer is right throughout; one warning and one recovery are logged, and then the server is used again."""
    caplog.set_level(logging.INFO, logger="fizzbuzz.failsafe")

    with redis.Redis.from_url(own_server.url) as client:
        cache = FailSafeCache(RedisCache(client), retry_after=RETRY_AFTER, clock=clock)
        handler = FizzBuzzHandler(cache)
        assert_right_answers(handler, range(10))
        outage.begin(own_server)
        with waiting_at_most(outage.timeout, client):
            for _ in range(2):  # the outage is discovered, and then a probe fails
                assert_right_answers(handler, range(-20, 20))
                clock.advance(RETRY_AFTER)
        outage.end(own_server)
        assert_right_answers(handler, range(100, 120))
        stored = cache.get_many(range(100, 120))

    assert stored == {number: fizzbuzz(number) for number in range(100, 120)}
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert outage.warning in caplog.messages[0]


def test_a_late_answer_is_not_taken_for_another(own_server: RedisServer, cache: FailSafeCache) -> None:
    """What a server that was paused still says to the request before it isn't the answer to the next one."""
    cache.put_many({3: "Fizz", 5: "Buzz"})

    with redis.Redis.from_url(with_timeout(own_server.address, TIMEOUT)) as client:
        impatient = FailSafeCache(RedisCache(client), retry_after=0)
        first_answer(impatient, 3)
        own_server.pause()
        assert impatient.get(3) is None
        own_server.resume()

        assert first_answer(impatient, 5) == "Buzz"


@pytest.fixture
def cache(own_server: RedisServer, clock: ManualClock) -> Iterator[FailSafeCache]:
    """Yield a cache on a server of the test's own."""
    with redis.Redis.from_url(own_server.url) as client:
        yield FailSafeCache(RedisCache(client), retry_after=RETRY_AFTER, clock=clock)


def test_a_server_that_never_ran_is_an_outage(
    own_server: RedisServer, cache: FailSafeCache, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that isn't there costs one warning, and every number is still answered."""
    own_server.kill()
    handler = FizzBuzzHandler(cache)

    for _ in range(3):
        assert_right_answers(handler, range(100))

    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_restart_between_requests_goes_unnoticed(
    own_server: RedisServer, cache: FailSafeCache, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that has restarted by the next request is used immediately, over a new connection."""
    handler = FizzBuzzHandler(cache)
    assert_right_answers(handler, range(10))

    own_server.kill()
    own_server.start()
    assert_right_answers(handler, range(10))

    assert cache.get(3) == "Fizz"
    assert caplog.records == []


def test_a_read_only_server_still_answers(own_server: RedisServer, cache: FailSafeCache) -> None:
    """A read-only server returns the values it has, although it stores no new ones."""
    cache.put(2, "Buzz")
    command("REPLICAOF", "127.0.0.1", "1")(own_server)

    assert FizzBuzzHandler(cache).run(["2", "3"]) == ["Buzz", "Fizz"]
    assert FizzBuzzHandler(cache).run(["2", "3"]) == ["Buzz", "Fizz"]


@contextmanager
def waiting_at_most(seconds: float, client: redis.Redis) -> Iterator[None]:
    """Let a client give up after this time, which may be too short for a server that runs on a busy machine."""
    pool = client.connection_pool
    client.connection_pool = redis.ConnectionPool(**pool.connection_kwargs | {"socket_timeout": seconds})
    try:
        yield
    finally:
        client.connection_pool.disconnect()
        client.connection_pool = pool


def first_answer(cache: FailSafeCache, number: int) -> str:
    """Return the first answer from a cache that may be too busy at first."""
    return next(filter(None, map(cache.get, repeat(number, 100))))


def assert_right_answers(handler: FizzBuzzHandler, numbers: range) -> None:
    """Request these numbers and compare the answers with the rule."""
    assert handler.run(map(str, numbers)) == [fizzbuzz(number) for number in numbers]
