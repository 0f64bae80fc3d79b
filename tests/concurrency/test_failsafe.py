"""FailSafeCache under several threads: one probes, and the others don't wait for it. Events force every overlap."""

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Barrier, Event, Lock

import pytest
from pytest_mock import MockerFixture

from fizzbuzz import CacheUnavailableError, FailSafeCache, InMemoryCache
from tests.clock import ManualClock

RETRY_AFTER = 5.0


class BlockingBackend(InMemoryCache):
    """A fake backend that can be unavailable, and can block its next call until the test releases it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_down = False
        self.calls: list[str] = []
        self._next_call: tuple[Event, Event] | None = None  # set when it has arrived, and when it's released

    @contextmanager
    def blocking_next_call(self) -> Iterator[Event]:
        """Block the next call while the `with` block runs; yield an event that is set when the call has arrived."""
        arrived, released = self._next_call = Event(), Event()
        try:
            yield arrived
        finally:
            released.set()

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Look the keys up, or fail."""
        self._answer("read")
        return super().get_many(keys)

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store the items, or fail."""
        self._answer("write")
        super().put_many(items)

    def _answer(self, call: str) -> None:
        self.calls.append(call)
        if self.is_down:
            raise CacheUnavailableError("down")
        this_call, self._next_call = self._next_call, None
        if this_call:
            arrived, released = this_call
            arrived.set()
            assert released.wait(timeout=10)


def test_one_thread_probes_while_the_others_continue_without_the_cache(clock: ManualClock) -> None:
    """However long a probe takes, no other thread waits for it or starts another probe."""
    backend = BlockingBackend()
    backend.put(3, "Fizz")
    cache = FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)
    backend.is_down = True
    cache.get_many([3])
    backend.is_down = False
    clock.advance(RETRY_AFTER)

    with ThreadPoolExecutor() as threads, backend.blocking_next_call() as arrived:
        probe = threads.submit(cache.get_many, [3])
        assert arrived.wait(timeout=10)
        clock.advance(100 * RETRY_AFTER)
        in_the_meantime = cache.get_many([3])

    assert in_the_meantime == {}
    assert probe.result() == {3: "Fizz"}
    assert backend.calls == ["write", "read", "read"]
    assert cache.get_many([3]) == {3: "Fizz"}


def test_a_read_outage_does_not_start_a_second_write_probe(
    clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A write probe stays the only one even if reads fail in the meantime; the outage ends when both work."""
    caplog.set_level(logging.INFO)
    backend = BlockingBackend()
    cache = FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)
    backend.is_down = True
    cache.put(3, "Fizz")
    backend.is_down = False
    clock.advance(RETRY_AFTER)

    with ThreadPoolExecutor() as threads, backend.blocking_next_call() as arrived:
        threads.submit(cache.put, 3, "Fizz")
        assert arrived.wait(timeout=10)
        backend.is_down = True
        cache.get(3)
        clock.advance(100 * RETRY_AFTER)
        cache.put(3, "Fizz")
    backend.is_down = False

    assert backend.calls == ["write", "write", "read"]
    assert cache.get(3) == "Fizz"
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


class MeetingPointBackend(InMemoryCache):
    """A fake backend that becomes unavailable during several requests at once."""

    def __init__(self, requests: int) -> None:
        super().__init__()
        self._barrier = Barrier(requests, timeout=10)

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Fail as soon as all requests have arrived."""
        self._barrier.wait()
        raise CacheUnavailableError(f"down before {keys} were read")


def test_an_outage_is_logged_once_for_all_threads(clock: ManualClock, caplog: pytest.LogCaptureFixture) -> None:
    """Four requests in progress when the server dies are one outage, not four."""
    caplog.set_level(logging.INFO)
    cache = FailSafeCache(MeetingPointBackend(requests=4), clock=clock)

    with ThreadPoolExecutor(max_workers=4) as threads:
        answers = list(threads.map(cache.get_many, [[3]] * 4))

    assert answers == [{}] * 4
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_slow_log_keeps_no_other_thread_waiting(clock: ManualClock, mocker: MockerFixture) -> None:
    """While one thread logs an outage or a recovery, another one can use the cache."""
    backend = BlockingBackend()
    cache = FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)
    logger = mocker.patch("fizzbuzz.failsafe._logger")
    waiting: list[int] = []

    with ThreadPoolExecutor() as threads:

        def ask(*_: object) -> None:
            waiting.append(len(wait([threads.submit(cache.get, 3)], timeout=10).not_done))

        logger.warning.side_effect = logger.info.side_effect = ask
        backend.is_down = True
        cache.get(3)
        backend.is_down = False
        clock.advance(RETRY_AFTER)
        cache.get(3)
        cache.put(3, "Fizz")

    assert waiting == [0, 0]


class FairLock:
    """A lock that goes to the thread that has waited longest as soon as it's released, and says when one waits."""

    def __init__(self) -> None:
        self.has_waiting = Event()
        self._guard = Lock()
        self._is_held = False
        self._waiting: deque[Event] = deque()

    def __enter__(self) -> None:
        """Take the lock, once it's this thread's turn."""
        turn = Event()
        with self._guard:
            if self._is_held:
                self._waiting.append(turn)
                self.has_waiting.set()
            else:
                self._is_held = True
                turn.set()
        assert turn.wait(timeout=10)

    def __exit__(self, *_: object) -> None:
        """Hand the lock over, or leave it free."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_held = False


class BusyClock(ManualClock):
    """A clock that runs `interrupt`, once it's set, before it says the time."""

    def __init__(self) -> None:
        super().__init__()
        self.interrupt: Callable[[], object] | None = None

    def __call__(self) -> float:
        """Return the time in seconds."""
        interrupt, self.interrupt = self.interrupt, None
        if interrupt:
            interrupt()
        return super().__call__()


def test_two_threads_that_find_the_wait_over_make_one_probe(mocker: MockerFixture) -> None:
    """One looks at the clock; before it has decided to probe, the other wants to look too, and has to wait for that."""
    lock, clock, backend = FairLock(), BusyClock(), BlockingBackend()
    mocker.patch("fizzbuzz.failsafe.Lock", return_value=lock)
    cache = FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)
    backend.is_down = True
    cache.get(3)
    clock.advance(RETRY_AFTER)

    with ThreadPoolExecutor() as threads:

        def interrupt() -> None:
            threads.submit(cache.get, 3)
            assert lock.has_waiting.wait(timeout=10)

        clock.interrupt = interrupt
        cache.get(3)

    assert backend.calls == ["read", "read"]
