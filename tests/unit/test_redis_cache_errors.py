"""How RedisCache translates the errors of its client: what goes away by itself is an outage."""

from collections.abc import Callable

import pytest
from fakeredis import FakeRedis
from pytest_mock import MockerFixture
from redis import exceptions
from redis.client import Pipeline

from fizzbuzz import CacheUnavailableError
from fizzbuzz.redis_cache import RedisCache

CALLS = [
    pytest.param(lambda cache: cache.get(3), id="get"),
    pytest.param(lambda cache: cache.put(3, "Fizz"), id="put"),
    pytest.param(lambda cache: cache.get_many([3]), id="get_many"),
    pytest.param(lambda cache: cache.put_many({3: "Fizz", 5: "Buzz"}), id="put_many"),
]


def failing_cache(mocker: MockerFixture, error: Exception) -> RedisCache:
    """Return a cache whose client gets an error for every command, or, when it writes, for the second."""
    mocker.patch.object(FakeRedis, "mget", side_effect=error)
    mocker.patch.object(Pipeline, "execute", return_value=[True, error])
    return RedisCache(FakeRedis())


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "error",
    [
        pytest.param(exceptions.ConnectionError("refused"), id="no connection"),
        pytest.param(exceptions.MaxConnectionsError("too many"), id="no free connection"),
        pytest.param(exceptions.TimeoutError("timed out"), id="timeout"),
        pytest.param(exceptions.BusyLoadingError("loading"), id="loading"),
        pytest.param(exceptions.ReadOnlyError("read-only"), id="read-only"),
        pytest.param(exceptions.OutOfMemoryError("memory"), id="out of memory"),
        pytest.param(exceptions.MasterDownError("link down"), id="the master is down"),
        pytest.param(exceptions.ClusterDownError("down"), id="the cluster is down"),
        pytest.param(exceptions.TryAgainError("moving"), id="the slot is moving"),
        pytest.param(exceptions.ResponseError("MISCONF can't save"), id="can't save"),
        pytest.param(exceptions.ResponseError("BUSY a script runs"), id="busy"),
        pytest.param(exceptions.ResponseError("NOREPLICAS too few"), id="too few replicas"),
        pytest.param(exceptions.InvalidResponse("HTTP/1.1"), id="a server that isn't Redis"),
    ],
)
def test_an_outage_raises_cache_unavailable_error(
    error: Exception, call: Callable[[RedisCache], object], mocker: MockerFixture
) -> None:
    """All kinds of outage raise one error, which keeps the message from Redis and the cause."""
    cache = failing_cache(mocker, error)

    with pytest.raises(CacheUnavailableError) as caught:
        call(cache)

    assert (f"{caught.value}", caught.value.__cause__) == (f"{error}", error)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error", [AttributeError, IndexError, TypeError, ValueError])
def test_a_reply_that_the_client_trips_over_is_an_outage(
    error: type[Exception], call: Callable[[RedisCache], object], mocker: MockerFixture
) -> None:
    """A server that isn't Redis may send one, to the client's greeting, say, and redis-py doesn't check them all."""
    mocker.patch.object(FakeRedis, "mget", side_effect=error("no such thing"))
    mocker.patch.object(Pipeline, "execute", side_effect=error("no such thing"))

    with pytest.raises(CacheUnavailableError, match=r"^the server isn't Redis: no such thing$"):
        call(RedisCache(FakeRedis()))


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(1, id="a number"),
        pytest.param(None, id="nothing"),
        pytest.param(b"OK", id="a text as long as the list should be"),
        pytest.param({2: b"2", 3: b"Fizz"}, id="a map"),
        pytest.param([b"Fizz"], id="too few"),
        pytest.param([b"2", b"Fizz", b"Fizz"], id="too many"),
    ],
)
def test_a_reply_without_a_value_for_each_key_is_an_outage(reply: object, mocker: MockerFixture) -> None:
    """Values are never paired with the wrong keys, whatever a server or proxy sends."""
    mocker.patch.object(FakeRedis, "mget", return_value=reply)

    with pytest.raises(CacheUnavailableError, match=r"^the reply isn't a list of as many values as keys, 2$"):
        RedisCache(FakeRedis()).get_many([2, 3])


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "error",
    [
        pytest.param(exceptions.AuthenticationError("wrong password"), id="a refused login"),
        pytest.param(exceptions.AuthorizationError("not allowed"), id="missing permission"),
        pytest.param(exceptions.NoPermissionError("not allowed"), id="a forbidden command"),
        pytest.param(exceptions.ResponseError("BUSYKEY exists"), id="any other error reply"),
        pytest.param(exceptions.ResponseError(""), id="an empty error reply"),
    ],
)
def test_any_other_error_is_passed_on(
    error: Exception, call: Callable[[RedisCache], object], mocker: MockerFixture
) -> None:
    """Errors that waiting doesn't fix are raised unchanged."""
    cache = failing_cache(mocker, error)

    with pytest.raises(type(error)) as caught:
        call(cache)

    assert caught.value is error


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "error",
    [
        pytest.param(exceptions.ClusterCrossSlotError("Keys in request don't hash to the same slot"), id="two slots"),
        pytest.param(exceptions.MovedError("866 127.0.0.1:7001"), id="another node"),
        pytest.param(exceptions.AskError("866 127.0.0.1:7001"), id="a slot that is moving"),
    ],
)
def test_a_node_of_a_cluster_is_an_error(
    error: Exception, call: Callable[[RedisCache], object], mocker: MockerFixture
) -> None:
    """The message says what it is, not what Redis says about slots."""
    cache = failing_cache(mocker, error)

    with pytest.raises(exceptions.RedisError, match=r"^the server belongs to a Redis Cluster; use redis\+cluster:// "):
        call(cache)
