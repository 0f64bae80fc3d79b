"""One suite for every cache: what the handler relies on, whoever keeps the values.

A new implementation joins with a fixture and one line in `IMPLEMENTATIONS`.
"""

import pytest
import redis
from fakeredis import FakeRedis, FakeServer

from fizzbuzz import BatchCache, FailSafeCache, InMemoryCache, as_batch
from fizzbuzz.redis_cache import RedisCache

IMPLEMENTATIONS = [
    "in_memory",
    "behind_fail_safe",
    "one_by_one",
    "redis_on_a_fake",
    pytest.param("redis_on_a_real_server", marks=pytest.mark.server),
]


@pytest.fixture(params=IMPLEMENTATIONS)
def cache(request: pytest.FixtureRequest) -> BatchCache:
    """Return an empty cache, of each implementation in turn."""
    implementation = request.getfixturevalue(request.param)
    assert isinstance(implementation, BatchCache)
    return implementation


@pytest.fixture
def in_memory() -> InMemoryCache:
    """Return the cache in memory."""
    return InMemoryCache()


@pytest.fixture
def behind_fail_safe() -> FailSafeCache:
    """Return a cache that would outlive an outage."""
    return FailSafeCache(InMemoryCache())


@pytest.fixture
def one_by_one() -> BatchCache:
    """Return a cache of two methods, such as a user would write, lifted to a batch cache."""
    return as_batch(TwoMethods())


@pytest.fixture
def redis_on_a_fake() -> RedisCache:
    """Return a cache in a Redis that lives in this process."""
    return RedisCache(FakeRedis(server=FakeServer()))


@pytest.fixture
def redis_on_a_real_server(redis_client: redis.Redis, key_prefix: str) -> RedisCache:
    """Return a cache in a real Redis."""
    return RedisCache(redis_client, prefix=key_prefix)


class TwoMethods:
    """The smallest `Cache` there is."""

    def __init__(self) -> None:
        self._values: dict[int, str] = {}

    def get(self, key: int) -> str | None:
        """Return the value of a key, or None."""
        return self._values.get(key)

    def put(self, key: int, value: str) -> None:
        """Store a value."""
        self._values[key] = value


def test_a_key_that_was_never_stored_is_a_miss(cache: BatchCache) -> None:
    """A miss is None, and not an error."""
    assert cache.get(3) is None


def test_what_is_stored_is_found(cache: BatchCache) -> None:
    """The value comes back as text, as it was."""
    cache.put(3, "Fizz")

    assert cache.get(3) == "Fizz"


def test_a_newer_value_replaces_an_older_one(cache: BatchCache) -> None:
    """The last one stored counts."""
    cache.put(3, "Fizz")
    cache.put(3, "three")

    assert cache.get(3) == "three"


def test_an_empty_value_is_no_miss(cache: BatchCache) -> None:
    """Nothing stored and an empty text stored are two things."""
    cache.put(3, "")

    assert cache.get(3) == ""
    assert cache.get_many([3]) == {3: ""}


def test_text_beyond_ascii_is_kept(cache: BatchCache) -> None:
    """A value may be any text."""
    cache.put(3, "½ ٣ 😀")

    assert cache.get(3) == "½ ٣ 😀"


@pytest.mark.parametrize("other", [-3, 33, 3 + 2**64, 10**40 + 3], ids="{}".format)
def test_keys_do_not_collide(cache: BatchCache, other: int) -> None:
    """Each whole number is a key of its own, however near or far."""
    cache.put(3, "Fizz")
    cache.put(other, "other")

    assert cache.get(3) == "Fizz"
    assert cache.get(other) == "other"


def test_of_many_keys_those_present_are_found(cache: BatchCache) -> None:
    """A batch tells hits from misses by leaving the misses out."""
    cache.put(3, "Fizz")
    cache.put(5, "Buzz")

    assert cache.get_many([2, 3, 4, 5]) == {3: "Fizz", 5: "Buzz"}


def test_a_batch_is_stored_whole(cache: BatchCache) -> None:
    """Every item of a batch is found, by itself and with the others."""
    cache.put_many({3: "Fizz", 5: "Buzz"})

    assert cache.get(3) == "Fizz"
    assert cache.get_many([3, 5]) == {3: "Fizz", 5: "Buzz"}


def test_a_batch_replaces_older_values(cache: BatchCache) -> None:
    """A batch replaces what it names, and leaves the rest alone."""
    cache.put_many({3: "Fizz", 5: "Buzz"})
    cache.put_many({5: "five", 2: "2"})

    assert cache.get_many([2, 3, 5]) == {2: "2", 3: "Fizz", 5: "five"}


def test_an_empty_batch_is_no_error(cache: BatchCache) -> None:
    """Nothing to read and nothing to store is fine."""
    cache.put_many({})

    assert cache.get_many([]) == {}


def test_a_large_batch_is_kept_whole(cache: BatchCache) -> None:
    """Nothing is lost of a batch of thousands, nor of what is there of ten thousand keys and one."""
    keys = range(100_000, 110_001)
    items = {key: f"{key}" for key in keys[::5]}

    cache.put_many(items)

    assert cache.get_many(keys) == items


def test_what_is_read_is_the_readers_own(cache: BatchCache) -> None:
    """Who changes what a batch returned does not change what is stored."""
    cache.put(3, "Fizz")

    cache.get_many([3])[3] = "changed"

    assert cache.get(3) == "Fizz"
