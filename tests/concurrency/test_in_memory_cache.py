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


def in_all_threads(work: Callable[[int], Iterator[object]]) -> list[object]:
    """Do the work in eight threads at once, each with its own number, and return all that they saw."""
    with ThreadPoolExecutor(max_workers=THREADS) as threads:
        seen = threads.map(lambda thread: list(work(thread)), range(THREADS))
    return [sight for sights in seen for sight in sights]


def test_a_full_cache_never_holds_more_than_fit_nor_a_wrong_value() -> None:
    """Whatever eight threads do at once: no more entries than the capacity, and each value is that of its key."""
    cache = InMemoryCache(capacity=4)
    sizes = set()

    def use(thread: int) -> Iterator[bool]:
        random = Random(thread)
        for _ in range(25):
            keys = [YieldingKey(random.randrange(10)) for _ in range(3)]
            cache.put(keys[0], f"{keys[0]}")
            cache.put_many({key: f"{key}" for key in keys})
            found = cache.get_many(keys)
            yield all(value == f"{key}" for key, value in found.items())
            sizes.add(len(cache))

    assert all(in_all_threads(use))
    assert max(sizes) == 4


def test_no_value_is_lost_where_there_is_room() -> None:
    """Where nothing has to go, everything that any thread stored is there, at once and at the end."""
    everything = range(THREADS * 50)
    cache = InMemoryCache(capacity=len(everything))

    def store(thread: int) -> Iterator[bool]:
        for number in everything[thread::THREADS]:
            key = YieldingKey(number)
            cache.put(key, f"{key}")
            yield cache.get(key) == f"{key}"

    assert all(in_all_threads(store))
    assert cache.get_many(everything) == {number: f"{number}" for number in everything}
