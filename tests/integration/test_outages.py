"""A real server that fails in every way we know, under requests, and comes back."""

import logging
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import token_bytes

import pytest

from fizzbuzz import FailSafeCache, FizzBuzzHandler, fizzbuzz
from fizzbuzz.redis_cache import RedisCache, connect
from tests.clock import ManualClock
from tests.redis_server import RedisServer

pytestmark = pytest.mark.server

RETRY_AFTER = 5.0


@dataclass
class Trouble:
    """A way to fail, the way back, and a word of the warning."""

    begin: Callable[[RedisServer], object]
    end: Callable[[RedisServer], object]
    word: str


def command(*words: str) -> Callable[[RedisServer], object]:
    """Return what sends a server a command."""

    def send(server: RedisServer) -> None:
        with connect(server.url) as client:
            client.execute_command(*words)

    return send


def finish_loading(server: RedisServer) -> None:
    """Let the server load at its usual speed, and wait until it has."""
    command("CONFIG", "SET", "key-load-delay", "0")(server)
    server.wait()


def load_slowly(server: RedisServer) -> None:
    """Start the server again with data that takes it ten seconds to load."""
    with connect(server.url) as client:
        client.mset({f"ballast:{number}": token_bytes(100) for number in range(5_000)})
        client.save()
    server.kill()
    slowly = ["--key-load-delay", "2000", "--loading-process-events-interval-bytes", "1024"]
    server.start(*slowly, until="Loading RDB")


TROUBLES = [
    pytest.param(Trouble(RedisServer.kill, RedisServer.start, word="refused"), id="killed"),
    pytest.param(
        Trouble(
            lambda server: server.process.send_signal(signal.SIGSTOP),
            lambda server: server.process.send_signal(signal.SIGCONT),
            word="Timeout",
        ),
        id="paused",
    ),
    pytest.param(
        Trouble(command("REPLICAOF", "127.0.0.1", "1"), command("REPLICAOF", "NO", "ONE"), word="read only"),
        id="read-only",
    ),
    pytest.param(
        Trouble(
            command("CONFIG", "SET", "maxmemory", "1"), command("CONFIG", "SET", "maxmemory", "0"), word="maxmemory"
        ),
        id="out of memory",
    ),
    pytest.param(Trouble(load_slowly, finish_loading, word="loading"), id="loading"),
]


@pytest.fixture
def cache(own_server: RedisServer, clock: ManualClock) -> Iterator[FailSafeCache]:
    """Yield a cache on a server that a test may mistreat."""
    with connect(own_server.url) as client:
        yield FailSafeCache(RedisCache(client), retry_after=RETRY_AFTER, clock=clock)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_answer_is_right_before_during_and_after_an_outage(
    trouble: Trouble,
    own_server: RedisServer,
    cache: FailSafeCache,
    clock: ManualClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Answers are right and complete throughout; one warning, one recovery; then the server is used again."""
    caplog.set_level(logging.INFO, logger="fizzbuzz.failsafe")
    handler = FizzBuzzHandler(cache)

    assert_right_answers(handler, range(10))
    trouble.begin(own_server)
    for _ in range(3):
        assert_right_answers(handler, range(-20, 20))
        clock.advance(RETRY_AFTER)
    trouble.end(own_server)
    assert_right_answers(handler, range(100, 120))
    assert cache.get_many(range(100, 120)) == {number: fizzbuzz(number) for number in range(100, 120)}
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert trouble.word in caplog.messages[0]


def test_a_server_that_was_never_there_is_an_outage(
    own_server: RedisServer, cache: FailSafeCache, caplog: pytest.LogCaptureFixture
) -> None:
    """An absent server costs one warning, and no answer."""
    own_server.kill()
    handler = FizzBuzzHandler(cache)

    for _ in range(3):
        assert_right_answers(handler, range(100))

    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_restart_between_requests_is_not_noticed(
    own_server: RedisServer, cache: FailSafeCache, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that is back before it is asked again is used at once: its connections are made anew."""
    handler = FizzBuzzHandler(cache)
    assert_right_answers(handler, range(10))

    own_server.kill()
    own_server.start()
    assert_right_answers(handler, range(10))

    assert cache.get(3) == "Fizz"
    assert caplog.records == []


def test_a_read_only_server_still_answers(own_server: RedisServer, cache: FailSafeCache) -> None:
    """What a server knows it tells, although it takes nothing new."""
    cache.put(2, "two")
    command("REPLICAOF", "127.0.0.1", "1")(own_server)

    assert FizzBuzzHandler(cache).run(["2", "3"]) == ["two", "Fizz"]
    assert FizzBuzzHandler(cache).run(["2", "3"]) == ["two", "Fizz"]


def assert_right_answers(handler: FizzBuzzHandler, numbers: range) -> None:
    """Ask for the numbers, and compare with the rule."""
    assert handler.run(map(str, numbers)) == [fizzbuzz(number) for number in numbers]
