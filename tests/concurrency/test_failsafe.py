"""FailSafeCache under several threads: one probes, the others do not wait for it."""

import logging
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from fizzbuzz import CacheUnavailableError, FailSafeCache, InMemoryCache
from tests.clock import ManualClock


class SlowBackend(InMemoryCache):
    """A fake of a server that is away, and holds those who ask until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.is_away = True
        self.asked = Event()
        self.let_go = Event()
        self.calls = 0

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Fail, or answer once it is let go."""
        self.calls += 1
        if self.is_away:
            raise CacheUnavailableError("away")
        self.asked.set()
        assert self.let_go.wait(timeout=10)
        return super().get_many(keys)


def test_one_thread_probes_while_the_others_go_on_without(clock: ManualClock) -> None:
    """A probe that takes long holds nobody up, and nobody else probes beside it, however long it takes."""
    backend = SlowBackend()
    backend.put(3, "Fizz")
    cache = FailSafeCache(backend, retry_after=5, clock=clock)
    cache.get_many([3])
    backend.is_away = False
    clock.advance(5)

    with ThreadPoolExecutor(max_workers=1) as threads:
        probe = threads.submit(cache.get_many, [3])
        assert backend.asked.wait(timeout=10)
        clock.advance(500)
        meanwhile = cache.get_many([3])
        backend.let_go.set()

    assert meanwhile == {}
    assert probe.result() == {3: "Fizz"}
    assert cache.get_many([3]) == {3: "Fizz"}
    assert backend.calls == 3


class MeetingPointBackend(InMemoryCache):
    """A fake of a server that goes away under several requests at once."""

    def __init__(self, requests: int) -> None:
        super().__init__()
        self._barrier = Barrier(requests, timeout=10)

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Fail, when all requests have come."""
        self._barrier.wait()
        raise CacheUnavailableError(f"gone before it told {keys}")


def test_an_outage_that_many_threads_meet_is_logged_once(clock: ManualClock, caplog: pytest.LogCaptureFixture) -> None:
    """Four requests under way when the server dies are one outage, not four."""
    caplog.set_level(logging.INFO)
    cache = FailSafeCache(MeetingPointBackend(requests=4), clock=clock)

    with ThreadPoolExecutor(max_workers=4) as threads:
        answers = list(threads.map(cache.get_many, [[3]] * 4))

    assert answers == [{}] * 4
    assert [record.levelname for record in caplog.records] == ["WARNING"]
