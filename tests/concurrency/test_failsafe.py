"""FailSafeCache under several threads: one probes, the others do not wait for it. Every overlap is made certain."""

import logging
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest

from fizzbuzz import CacheUnavailableError, FailSafeCache, InMemoryCache
from tests.clock import ManualClock

RETRY_AFTER = 5.0


class HeldBackend(InMemoryCache):
    """A fake of a server that can be away, and can hold the next call that it answers until the test lets go."""

    def __init__(self) -> None:
        super().__init__()
        self.is_away = False
        self.calls: list[str] = []
        self._held: tuple[Event, Event] | None = None

    @contextmanager
    def holding(self) -> Iterator[Event]:
        """Hold the next call while the block runs, which is given an event that tells when the call has come."""
        come, let_go = self._held = Event(), Event()
        try:
            yield come
        finally:
            let_go.set()

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Answer or fail."""
        self._answer("read")
        return super().get_many(keys)

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store or fail."""
        self._answer("write")
        super().put_many(items)

    def _answer(self, call: str) -> None:
        self.calls.append(call)
        if self.is_away:
            raise CacheUnavailableError("away")
        held, self._held = self._held, None
        if held:
            come, let_go = held
            come.set()
            assert let_go.wait(timeout=3)


def test_one_thread_probes_while_the_others_go_on_without(clock: ManualClock) -> None:
    """A probe that takes long holds nobody up, and nobody else probes beside it, however long it takes."""
    backend = HeldBackend()
    backend.put(3, "Fizz")
    cache = FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)
    backend.is_away = True
    cache.get_many([3])
    backend.is_away = False
    clock.advance(RETRY_AFTER)

    with ThreadPoolExecutor() as threads, backend.holding() as come:
        probe = threads.submit(cache.get_many, [3])
        assert come.wait(timeout=3)
        clock.advance(100 * RETRY_AFTER)
        meanwhile = cache.get_many([3])

    assert meanwhile == {}
    assert probe.result() == {3: "Fizz"}
    assert backend.calls == ["write", "read", "read"]
    assert cache.get_many([3]) == {3: "Fizz"}


def test_an_outage_of_reading_does_not_double_a_probe_of_writing(
    clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A write that probes stays the only one, although reading fails meanwhile; the outage ends when both work."""
    caplog.set_level(logging.INFO)
    backend = HeldBackend()
    cache = FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)
    backend.is_away = True
    cache.put(3, "Fizz")
    backend.is_away = False
    clock.advance(RETRY_AFTER)

    with ThreadPoolExecutor() as threads, backend.holding() as come:
        threads.submit(cache.put, 3, "Fizz")
        assert come.wait(timeout=3)
        backend.is_away = True
        cache.get(3)
        clock.advance(100 * RETRY_AFTER)
        cache.put(3, "Fizz")
    backend.is_away = False

    assert backend.calls == ["write", "write", "read"]
    assert cache.get(3) == "Fizz"
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


class MeetingPointBackend(InMemoryCache):
    """A fake of a server that goes away under several requests at once."""

    def __init__(self, requests: int) -> None:
        super().__init__()
        self._barrier = Barrier(requests, timeout=3)

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
