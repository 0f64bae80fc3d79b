"""How RedisCache speaks to its client, and what it makes of the client's errors."""

from collections.abc import Callable

import pytest
from fakeredis import FakeRedis
from pytest_mock import MockerFixture
from redis import exceptions
from redis.client import Pipeline

from fizzbuzz import CacheUnavailableError
from fizzbuzz.redis_cache import RedisCache


@pytest.fixture
def client() -> FakeRedis:
    """Return a client of a Redis that lives in this process, by itself."""
    return FakeRedis()


def test_a_value_is_stored_under_the_prefix_and_the_number(client: FakeRedis) -> None:
    """What others see in Redis is a key that says whose it is."""
    RedisCache(client).put(-3, "Fizz")

    assert client.get("fizzbuzz:-3") == b"Fizz"


def test_the_prefix_can_be_chosen(client: FakeRedis) -> None:
    """Two caches of different prefixes do not meet."""
    RedisCache(client, prefix="mine:").put(3, "Fizz")

    assert client.keys() == [b"mine:3"]
    assert RedisCache(client, prefix="yours:").get(3) is None


def test_an_entry_stays_by_default(client: FakeRedis) -> None:
    """Without a time to live an entry has no end."""
    RedisCache(client).put(3, "Fizz")

    assert client.ttl("fizzbuzz:3") == -1


def test_an_entry_lives_as_long_as_it_should(client: FakeRedis) -> None:
    """The time to live is given in seconds."""
    RedisCache(client, ttl=60).put(3, "Fizz")

    assert client.ttl("fizzbuzz:3") == 60


def test_a_time_to_live_of_one_second_is_the_shortest(client: FakeRedis) -> None:
    """Redis has no shorter one in seconds, and the error says what it was."""
    RedisCache(client, ttl=1)

    with pytest.raises(ValueError, match=r"^ttl must be at least 1 second, not 0$"):
        RedisCache(client, ttl=0)


def test_a_client_that_decodes_will_do() -> None:
    """Whether the client hands out bytes or text makes no difference."""
    cache = RedisCache(FakeRedis(decode_responses=True))
    cache.put(3, "Fizz")

    assert cache.get(3) == "Fizz"


def test_a_key_that_holds_no_text_is_a_miss(client: FakeRedis) -> None:
    """Something else under our name is not taken for an answer, and gives way to one."""
    client.rpush("fizzbuzz:3", "a list")
    cache = RedisCache(client)
    assert cache.get(3) is None

    cache.put(3, "Fizz")

    assert cache.get(3) == "Fizz"


CHUNKS = [
    pytest.param(0, [], id="no keys, no round trip"),
    pytest.param(1, [1], id="one key"),
    pytest.param(10_000, [10_000], id="a full chunk"),
    pytest.param(10_001, [10_000, 1], id="one more than a chunk"),
]


@pytest.mark.parametrize(("keys", "chunks"), CHUNKS)
def test_very_many_keys_are_read_in_chunks(keys: int, chunks: list[int], mocker: MockerFixture) -> None:
    """No round trip asks for more than 10,000 keys, and none is left out between them."""
    client = mocker.create_autospec(FakeRedis, instance=True)
    client.mget.side_effect = lambda names: [b"Fizz"] * len(names)

    assert RedisCache(client).get_many(range(keys)) == dict.fromkeys(range(keys), "Fizz")

    assert [len(call.args[0]) for call in client.mget.call_args_list] == chunks


@pytest.mark.parametrize(("keys", "chunks"), CHUNKS)
def test_very_many_values_are_written_in_chunks(
    keys: int, chunks: list[int], client: FakeRedis, mocker: MockerFixture
) -> None:
    """No round trip stores more than 10,000 values, and none is left out between them."""
    sent: list[int] = []
    mocker.patch.object(Pipeline, "execute", autospec=True, side_effect=lambda pipeline: sent.append(len(pipeline)))

    RedisCache(client).put_many(dict.fromkeys(range(keys), "Fizz"))

    assert sent == chunks


def test_writes_are_no_transaction(client: FakeRedis, mocker: MockerFixture) -> None:
    """A batch need not be atomic, and other clients need not wait for it."""
    pipeline = mocker.spy(client, "pipeline")

    RedisCache(client).put(3, "Fizz")

    pipeline.assert_called_once_with(transaction=False)


def test_an_answer_of_the_wrong_length_is_an_error(client: FakeRedis, mocker: MockerFixture) -> None:
    """Values are never paired with the wrong keys, whatever a server or a proxy before it sends."""
    mocker.patch.object(client, "mget", return_value=[b"Fizz"])

    with pytest.raises(ValueError, match="argument 2 is shorter"):
        RedisCache(client).get_many([2, 3])


def failing_cache(mocker: MockerFixture, error: Exception) -> RedisCache:
    """Return a cache of which the client's every command fails."""
    mocker.patch.object(FakeRedis, "mget", side_effect=error)
    mocker.patch.object(Pipeline, "execute", side_effect=error)
    return RedisCache(FakeRedis())


CALLS = [
    pytest.param(lambda cache: cache.get(3), id="get"),
    pytest.param(lambda cache: cache.put(3, "Fizz"), id="put"),
    pytest.param(lambda cache: cache.get_many([3]), id="get_many"),
    pytest.param(lambda cache: cache.put_many({3: "Fizz"}), id="put_many"),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "error_type",
    [
        pytest.param(exceptions.ConnectionError, id="no connection"),
        pytest.param(exceptions.TimeoutError, id="no answer in time"),
        pytest.param(exceptions.BusyLoadingError, id="loading"),
        pytest.param(exceptions.ReadOnlyError, id="read-only"),
        pytest.param(exceptions.OutOfMemoryError, id="out of memory"),
    ],
)
def test_an_outage_is_the_error_of_an_outage(
    error_type: type[Exception], call: Callable[[RedisCache], object], mocker: MockerFixture
) -> None:
    """What a user calls an outage has one error, which keeps the words of Redis and its cause."""
    error = error_type("as Redis puts it")
    cache = failing_cache(mocker, error)

    with pytest.raises(CacheUnavailableError, match=r"^as Redis puts it$") as caught:
        call(cache)

    assert caught.value.__cause__ is error


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "error_type",
    [
        pytest.param(exceptions.AuthenticationError, id="a refused login"),
        pytest.param(exceptions.AuthorizationError, id="a missing right"),
        pytest.param(exceptions.NoPermissionError, id="a forbidden command"),
        pytest.param(exceptions.ResponseError, id="any other answer"),
    ],
)
def test_any_other_error_passes(
    error_type: type[Exception], call: Callable[[RedisCache], object], mocker: MockerFixture
) -> None:
    """What waiting does not mend is raised as it is."""
    cache = failing_cache(mocker, error_type("as Redis puts it"))

    with pytest.raises(error_type, match=r"^as Redis puts it$"):
        call(cache)
