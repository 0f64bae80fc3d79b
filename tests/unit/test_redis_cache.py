"""How RedisCache uses its client, and how it translates the client's errors."""

import pytest
from fakeredis import FakeRedis
from pytest_mock import MockerFixture
from redis.client import Pipeline
from redis.exceptions import ResponseError

from fizzbuzz import redis_cache
from fizzbuzz.redis_cache import RedisCache


@pytest.fixture
def client() -> FakeRedis:
    """Return a client of a fake Redis that nothing else uses."""
    return FakeRedis()


def test_the_key_is_the_prefix_and_the_number(client: FakeRedis) -> None:
    """Other users of the server can tell from a key which program it belongs to."""
    RedisCache(client).put(-3, "Fizz")

    assert client.get("fizzbuzz:-3") == b"Fizz"


def test_the_prefix_can_be_chosen(client: FakeRedis) -> None:
    """Two caches with different prefixes don't share entries."""
    RedisCache(client, prefix="mine:").put(3, "Fizz")

    assert client.keys() == [b"mine:3"]
    assert RedisCache(client, prefix="yours:").get(3) is None


def test_an_entry_does_not_expire_by_default(client: FakeRedis) -> None:
    """Without a time to live, an entry has no expiry."""
    RedisCache(client).put(3, "Fizz")

    assert [client.ttl(name) for name in client.scan_iter()] == [-1]


def test_the_time_to_live_is_in_seconds(client: FakeRedis) -> None:
    """The time to live of the cache becomes that of each entry."""
    RedisCache(client, ttl=3_600).put(3, "Fizz")

    (name,) = client.keys()
    assert 3_000 < client.ttl(name) <= 3_600


def test_every_entry_of_a_batch_has_the_time_to_live(client: FakeRedis, mocker: MockerFixture) -> None:
    """Not only the first of a batch or of a chunk, and also one that is replaced."""
    mocker.patch.object(redis_cache, "_CHUNK", 2)
    RedisCache(client).put(3, "Fizz")
    cache = RedisCache(client, ttl=3_600)

    cache.put_many(dict.fromkeys(range(5), "new"))

    assert [3_000 < client.ttl(name) <= 3_600 for name in client.scan_iter()] == [True] * 5
    assert cache.get(3) == "new"


def test_a_time_to_live_below_one_second_is_rejected(client: FakeRedis) -> None:
    """Redis has no shorter expiry in seconds, and the error shows the value that was given."""
    RedisCache(client, ttl=1)

    with pytest.raises(ValueError, match=r"^ttl must be at least 1 second, not 0$"):
        RedisCache(client, ttl=0)


def test_a_client_that_decodes_responses_works() -> None:
    """It doesn't matter whether the client returns bytes or text."""
    cache = RedisCache(FakeRedis(decode_responses=True))
    cache.put(3, "Fizz")

    assert cache.get(3) == "Fizz"


def test_a_client_that_decodes_responses_refuses_what_is_not_utf8() -> None:
    """The cache itself doesn't see the bytes, so they aren't a miss."""
    client = FakeRedis(decode_responses=True)
    client.set("mine:3", b"\xff")

    with pytest.raises(UnicodeDecodeError):
        RedisCache(client, prefix="mine:").get(3)


def test_a_key_that_contains_no_text_is_a_miss(client: FakeRedis) -> None:
    """A list stored under our key isn't mistaken for an answer, and it's replaced by one."""
    client.rpush("mine:3", "a list")
    cache = RedisCache(client, prefix="mine:")
    before = cache.get(3)

    cache.put(3, "Fizz")

    assert before is None
    assert cache.get(3) == "Fizz"


def test_a_value_that_is_not_utf8_is_a_miss(client: FakeRedis) -> None:
    """The other keys are found, and it's replaced by an answer."""
    client.mset({"mine:2": b"2", "mine:3": b"\xff", "mine:5": b"Buzz"})
    cache = RedisCache(client, prefix="mine:")
    before = cache.get_many([2, 3, 5])

    cache.put(3, "Fizz")

    assert before == {2: "2", 5: "Buzz"}
    assert cache.get(3) == "Fizz"


CHUNKS = [
    pytest.param(0, [], id="no keys"),
    pytest.param(1, [1], id="one key"),
    pytest.param(10_000, [10_000], id="a full chunk"),
    pytest.param(10_001, [10_000, 1], id="one more than a chunk"),
]


@pytest.mark.parametrize(("keys", "chunks"), CHUNKS)
def test_many_keys_are_read_in_chunks(keys: int, chunks: list[int], client: FakeRedis, mocker: MockerFixture) -> None:
    """No round trip reads more than 10,000 keys, and no key between two of them is lost."""
    mget = mocker.patch.object(client, "mget", autospec=True, side_effect=lambda names: [b"Fizz"] * len(names))

    found = RedisCache(client).get_many(range(keys))

    assert found == dict.fromkeys(range(keys), "Fizz")
    assert [len(call.args[0]) for call in mget.call_args_list] == chunks


@pytest.mark.parametrize(("keys", "chunks"), CHUNKS)
def test_many_values_are_written_in_chunks(
    keys: int, chunks: list[int], client: FakeRedis, mocker: MockerFixture
) -> None:
    """No round trip stores more than 10,000 values, and no value between two of them is lost."""
    sent: list[int] = []

    def execute(pipeline: Pipeline, *, raise_on_error: bool) -> list[bool]:
        assert not raise_on_error  # which would change the messages of errors
        sent.append(len(pipeline))
        return [True] * len(pipeline)

    mocker.patch.object(Pipeline, "execute", autospec=True, side_effect=execute)

    RedisCache(client).put_many(dict.fromkeys(range(keys), "Fizz"))

    assert sent == chunks


def test_writes_are_not_a_transaction(client: FakeRedis, mocker: MockerFixture) -> None:
    """A batch needn't be atomic, and other clients needn't wait for it."""
    pipeline = mocker.spy(client, "pipeline")

    RedisCache(client).put(3, "Fizz")

    pipeline.assert_called_once_with(transaction=False)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="nothing"),
        pytest.param(1, id="a number"),
        pytest.param([b"Fizz"], id="a list"),
        pytest.param(ResponseError("ERR"), id="an error"),
    ],
)
def test_a_value_that_is_not_text_is_a_miss(value: object, client: FakeRedis, mocker: MockerFixture) -> None:
    """Nothing is what Redis has for a key that isn't stored, the rest may come from a proxy; other keys are found."""
    mocker.patch.object(client, "mget", return_value=[value, b"Fizz"])

    assert RedisCache(client).get_many([2, 3]) == {3: "Fizz"}
