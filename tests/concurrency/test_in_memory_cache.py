"""The cache under eight threads.

Plain numbers would hide a missing lock: a dict hashes them without letting another thread run. These keys do let
another thread run whenever they are hashed, which is in the middle of everything that the cache does.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

from fizzbuzz import InMemoryCache

THREADS = 8


class YieldingKey(int):
    """A number that hands over to another thread before it tells its hash."""

    def __hash__(self) -> int:
        time.sleep(0)
        return super().__hash__()


def in_all_threads(work: Callable[[int], Iterator[str]]) -> list[str]:
    """Do the work in eight threads at once, each with its own number, and return all that they complain of."""
    with ThreadPoolExecutor(max_workers=THREADS) as threads:
        complaints = threads.map(lambda thread: list(work(thread)), range(THREADS))
    return [complaint for those_of_one in complaints for complaint in those_of_one]


def test_a_full_cache_never_holds_more_than_fit_nor_a_wrong_value() -> None:
    """Whatever eight threads do at once: no more entries than the capacity, and each value is that of its key."""
    capacity = 4
    cache = InMemoryCache(capacity=capacity)

    def use(thread: int) -> Iterator[str]:
        random = Random(thread)
        for _ in range(100):
            keys = [YieldingKey(random.randrange(10)) for _ in range(3)]
            cache.put(keys[0], f"{keys[0]}")
            cache.put_many({key: f"{key}" for key in keys})
            found = cache.get_many(keys)
            yield from (f"{key} had the value {value}" for key, value in found.items() if value != f"{key}")
            if (size := len(cache)) > capacity:
                yield f"{size} entries"

    assert in_all_threads(use) == []


def test_no_value_is_lost_where_there_is_room() -> None:
    """Where nothing has to go, everything that any thread stored is there, at once and at the end."""
    cache = InMemoryCache(capacity=THREADS * 100)

    def store(thread: int) -> Iterator[str]:
        for number in range(100):
            key = YieldingKey(number * THREADS + thread)
            cache.put(key, f"{key}")
            if cache.get(key) != f"{key}":
                yield f"{key} is lost"

    assert in_all_threads(store) == []
    everything = range(THREADS * 100)
    assert cache.get_many(everything) == {key: f"{key}" for key in everything}
