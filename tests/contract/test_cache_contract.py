"""One suite for every cache: what the handler relies on, wherever the values are stored.

To add an implementation, write a fixture and add its name to `IMPLEMENTATIONS`.
"""

import pytest

from fizzbuzz import BatchCache, FailSafeCache, InMemoryCache, as_batch

IMPLEMENTATIONS = [
    "in_memory",
    "behind_fail_safe",
    "one_by_one",
    "redis_on_a_fake",
    pytest.param("redis_on_a_real_server", marks=pytest.mark.server),
]


@pytest.fixture(params=IMPLEMENTATIONS)
def cache(request: pytest.FixtureRequest) -> BatchCache:
    """Return an empty cache of each implementation in turn."""
    implementation = request.getfixturevalue(request.param)
    assert isinstance(implementation, BatchCache)
    return implementation


@pytest.fixture
def in_memory() -> InMemoryCache:
    """Return the in-memory cache."""
    return InMemoryCache()


@pytest.fixture
def behind_fail_safe() -> FailSafeCache:
    """Return a cache that survives outages."""
    return FailSafeCache(InMemoryCache())


@pytest.fixture
def one_by_one() -> BatchCache:
    """Return a cache with two methods, as a user might write it, adapted to a batch cache."""
    return as_batch(TwoMethods())


class TwoMethods:
    """The smallest possible `Cache`."""

    def __init__(self) -> None:
        self._values: dict[int, str] = {}

    def get(self, key: int) -> str | None:
        """Return the value for a key, or None."""
        return self._values.get(key)

    def put(self, key: int, value: str) -> None:
        """Store a value."""
        self._values[key] = value


def test_a_key_that_was_never_stored_is_a_miss(cache: BatchCache) -> None:
    """A miss returns None and raises no error."""
    assert cache.get(3) is None


def test_a_value_that_is_stored_is_found(cache: BatchCache) -> None:
    """A value comes back as text, unchanged."""
    cache.put(3, "Fizz")

    assert cache.get(3) == "Fizz"


def test_a_newer_value_replaces_an_older_one(cache: BatchCache) -> None:
    """The value that was stored last counts."""
    cache.put(3, "Fizz")
    cache.put(3, "three")

    assert cache.get(3) == "three"


def test_an_empty_value_is_not_a_miss(cache: BatchCache) -> None:
    """Storing an empty text isn't the same as storing nothing."""
    cache.put(3, "")

    assert cache.get(3) == ""
    assert cache.get_many([3]) == {3: ""}


def test_text_beyond_ascii_is_preserved(cache: BatchCache) -> None:
    """A value can be any text, and keeps its spaces."""
    cache.put(3, " ½ ٣ 😀\n")

    assert cache.get(3) == " ½ ٣ 😀\n"


@pytest.mark.parametrize("other", [-3, 33, 3 + 2**64, 10**40 + 3], ids="{}".format)
def test_keys_do_not_collide(cache: BatchCache, other: int) -> None:
    """Every whole number is a separate key, however similar or large."""
    cache.put(3, "Fizz")
    cache.put(other, "other")

    assert cache.get(3) == "Fizz"
    assert cache.get(other) == "other"


def test_get_many_returns_only_the_stored_keys(cache: BatchCache) -> None:
    """A batch leaves out the keys that miss."""
    cache.put(3, "Fizz")
    cache.put(5, "Buzz")

    assert cache.get_many([2, 3, 4, 5]) == {3: "Fizz", 5: "Buzz"}


def test_put_many_stores_every_item(cache: BatchCache) -> None:
    """Every item of a batch can be found, alone and together with the others."""
    cache.put_many({3: "Fizz", 5: "Buzz"})

    assert cache.get(3) == "Fizz"
    assert cache.get_many([3, 5]) == {3: "Fizz", 5: "Buzz"}


def test_put_many_replaces_older_values(cache: BatchCache) -> None:
    """A batch replaces the values of its keys and leaves the others alone."""
    cache.put_many({3: "Fizz", 5: "Buzz"})
    cache.put_many({5: "five", 2: "2"})

    assert cache.get_many([2, 3, 5]) == {2: "2", 3: "Fizz", 5: "five"}


def test_an_empty_batch_is_accepted(cache: BatchCache) -> None:
    """Reading or storing nothing isn't an error."""
    cache.put_many({})

    assert cache.get_many([]) == {}


def test_a_large_batch_is_complete(cache: BatchCache) -> None:
    """No item of a batch of thousands is lost, nor any result when 10,001 keys are read."""
    keys = range(100_000, 110_001)
    items = {key: f"{key}" for key in keys[::5]}

    cache.put_many(items)

    assert cache.get_many(keys) == items


def test_changing_a_result_does_not_change_the_cache(cache: BatchCache) -> None:
    """A caller that modifies the result of a batch doesn't modify what is stored."""
    cache.put(3, "Fizz")

    cache.get_many([3])[3] = "changed"

    assert cache.get(3) == "Fizz"
