"""The cache under eight threads.

Plain integers would hide a missing lock, because a dict hashes them without switching threads. The keys here give way
to another thread whenever they're hashed, which happens in the middle of everything the cache does.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from random import Random

from fizzbuzz import InMemoryCache

THREADS = 8


class YieldingKey(int):
    """An integer that gives way to another thread before it returns its hash."""

    def __hash__(self) -> int:
        time.sleep(0)
        return super().__hash__()


def in_all_threads(work: Callable[[int], Iterator[object]]) -> list[object]:
    """Call `work` in eight threads at once, with a different number in each, and return everything they yielded."""
    with ThreadPoolExecutor(max_workers=THREADS) as threads:
        results = threads.map(lambda thread: list(work(thread)), range(THREADS))
    return [each for result in results for each in result]


def test_a_full_cache_stays_within_its_capacity_and_returns_correct_values() -> None:
    """Whatever eight threads do, there are no more entries than the capacity, and each value belongs to its key."""
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


def test_no_value_is_lost_while_the_cache_has_space() -> None:
    """If nothing has to be evicted, every stored value can be read, immediately and at the end."""
    everything = range(THREADS * 50)
    cache = InMemoryCache(capacity=len(everything))

    def store(thread: int) -> Iterator[bool]:
        for number in everything[thread::THREADS]:
            key = YieldingKey(number)
            cache.put(key, f"{key}")
            yield cache.get(key) == f"{key}"

    assert all(in_all_threads(store))
    assert cache.get_many(everything) == {number: f"{number}" for number in everything}


class InterruptibleKey(int):
    """An integer that calls a function, if a test has set one, before it returns its hash."""

    interrupt: Callable[[], object] | None = None

    def __hash__(self) -> int:
        if self.interrupt:
            self.interrupt()
        return super().__hash__()


def test_no_thread_sees_more_entries_than_the_capacity() -> None:
    """A thread that asks for the size between storing an entry and evicting another gets it after both."""
    cache = InMemoryCache(capacity=1)
    oldest = InterruptibleKey(1)
    cache.put(oldest, "1")
    sizes: list[Future[int]] = []

    with ThreadPoolExecutor() as threads:

        def ask_for_the_size() -> None:
            sizes.append(threads.submit(len, cache))
            wait(sizes, timeout=0.05)  # it has to wait for the eviction; if it doesn't, it's ready at once

        oldest.interrupt = ask_for_the_size
        cache.put(2, "2")

    assert {size.result() for size in sizes} == {1}


def test_an_entry_that_is_being_read_is_not_evicted_meanwhile() -> None:
    """A thread that would evict it between the lookup and the note of its use has to wait for both."""
    cache = InMemoryCache(capacity=1)
    cache.put(1, "1")
    key = InterruptibleKey(1)
    stored: list[Future[None]] = []

    with ThreadPoolExecutor() as threads:

        def store_another() -> None:
            if not stored:
                stored.append(threads.submit(cache.put, 2, "2"))
            wait(stored, timeout=0.01)  # if the other thread needs longer, the test finds nothing this time

        key.interrupt = store_another
        found = cache.get_many([key])

    assert found == {1: "1"}
