"""The fake's own tests: who trusts a fake has tested it."""

import pytest

from fizzbuzz import InMemoryCache


def test_a_new_cache_is_empty() -> None:
    """Nothing is stored before anything is stored."""
    assert len(InMemoryCache()) == 0


def test_the_oldest_entry_goes_first() -> None:
    """A full cache makes room by dropping what was stored first, where nothing was read."""
    cache = InMemoryCache(capacity=2)

    cache.put(1, "1")
    cache.put(2, "2")
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {2: "2", 3: "Fizz"}


def test_reading_an_entry_keeps_it() -> None:
    """What was read lately stays, and what nobody read goes."""
    cache = InMemoryCache(capacity=2)
    cache.put(1, "1")
    cache.put(2, "2")

    cache.get(1)
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {1: "1", 3: "Fizz"}


def test_storing_an_entry_again_keeps_it() -> None:
    """A value that is replaced counts as used, and takes no more room than before."""
    cache = InMemoryCache(capacity=2)
    cache.put(1, "1")
    cache.put(2, "2")

    cache.put(1, "one")
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {1: "one", 3: "Fizz"}


def test_of_a_batch_the_last_key_counts_as_used_last() -> None:
    """Inside a batch the order of the keys is the order of use, for reading as for storing."""
    cache = InMemoryCache(capacity=2)
    cache.put_many({1: "1", 2: "2"})

    cache.get_many([2, 1])
    cache.put(3, "Fizz")

    assert cache.get_many([1, 2, 3]) == {1: "1", 3: "Fizz"}


def test_of_more_than_fit_the_last_ones_stay() -> None:
    """A batch larger than the cache leaves its end there."""
    cache = InMemoryCache(capacity=2)
    cache.put(9, "Fizz")

    cache.put_many({1: "1", 2: "2", 3: "Fizz"})

    assert cache.get_many([1, 2, 3, 9]) == {2: "2", 3: "Fizz"}
    assert len(cache) == 2


def test_the_room_is_for_65536_entries_by_default() -> None:
    """Who names no capacity has room for 65,536 entries, and no more."""
    cache = InMemoryCache()

    cache.put_many({number: f"{number}" for number in range(65_536)})
    assert len(cache) == 65_536

    cache.put(-1, "-1")
    assert len(cache) == 65_536
    assert cache.get(0) is None


@pytest.mark.parametrize("capacity", [0, -1])
def test_a_cache_without_room_is_refused(capacity: int) -> None:
    """A cache holds at least one entry, and the error says what was asked for."""
    with pytest.raises(ValueError, match=rf"^capacity must be at least 1, not {capacity}$"):
        InMemoryCache(capacity=capacity)


def test_room_for_one_entry_will_do() -> None:
    """The smallest cache remembers the last entry."""
    cache = InMemoryCache(capacity=1)

    cache.put(1, "1")
    cache.put(2, "2")

    assert cache.get_many([1, 2]) == {2: "2"}
