"""The fake's own tests: before other tests can rely on a fake, it has to be tested."""

import pytest

from fizzbuzz import InMemoryCache


def test_a_new_cache_is_empty() -> None:
    """A new cache contains no entries."""
    assert len(InMemoryCache()) == 0


def test_the_oldest_entry_is_evicted_first() -> None:
    """If nothing was read, a full cache evicts the entry that was stored first."""
    cache = InMemoryCache(capacity=2)

    cache.put(1, "1")
    cache.put(2, "2")
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {2: "2", 3: "Fizz"}


def test_reading_an_entry_keeps_it() -> None:
    """An entry that was read recently stays, and one that wasn't is evicted."""
    cache = InMemoryCache(capacity=2)
    cache.put(1, "1")
    cache.put(2, "2")

    cache.get(1)
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {1: "1", 3: "Fizz"}


def test_storing_an_entry_again_keeps_it() -> None:
    """Replacing a value counts as use, and takes no extra space."""
    cache = InMemoryCache(capacity=2)
    cache.put(1, "1")
    cache.put(2, "2")

    cache.put(1, "one")
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {1: "one", 3: "Fizz"}


def test_the_last_key_of_a_batch_is_the_most_recently_used() -> None:
    """In a batch, the order of the keys is the order of use, for reading and storing."""
    cache = InMemoryCache(capacity=2)
    cache.put_many({1: "1", 2: "2"})

    cache.get_many([2, 1])
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {1: "1", 3: "Fizz"}


def test_a_batch_that_does_not_fit_leaves_its_last_items() -> None:
    """If a batch is larger than the cache, its last items stay."""
    cache = InMemoryCache(capacity=2)
    cache.put(9, "Fizz")

    cache.put_many({1: "1", 2: "2", 3: "Fizz"})

    assert cache.get_many([1, 2, 3, 9]) == {2: "2", 3: "Fizz"}
    assert len(cache) == 2


def test_the_default_capacity_is_65536_entries() -> None:
    """Without a capacity, the cache stores 65,536 entries and no more."""
    cache = InMemoryCache()

    cache.put_many({number: f"{number}" for number in range(65_536)})
    assert len(cache) == 65_536

    cache.put(-1, "-1")
    assert len(cache) == 65_536
    assert cache.get(0) is None


@pytest.mark.parametrize("capacity", [0, -1])
def test_a_capacity_below_one_is_rejected(capacity: int) -> None:
    """A cache stores at least one entry, and the error shows the capacity that was given."""
    with pytest.raises(ValueError, match=rf"^capacity must be at least 1, not {capacity}$"):
        InMemoryCache(capacity=capacity)


def test_a_capacity_of_one_stores_the_last_entry() -> None:
    """The smallest cache remembers the last entry."""
    cache = InMemoryCache(capacity=1)

    cache.put(1, "1")
    cache.put(2, "2")

    assert cache.get_many([1, 2]) == {2: "2"}
