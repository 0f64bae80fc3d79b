"""How FailSafeCache hides an outage from its callers. The tests control the clock, so nothing waits."""

import inspect
import logging
import time
from collections.abc import Collection, Mapping

import pytest

from fizzbuzz import CacheUnavailableError, FailSafeCache, InMemoryCache
from tests.clock import ManualClock

RETRY_AFTER = 5.0


class Backend(InMemoryCache):
    """A stub of a remote cache that fails on demand and records its calls."""

    def __init__(self) -> None:
        super().__init__()
        self.read_error: BaseException | None = None
        self.write_error: BaseException | None = None
        self.calls: list[str] = []

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Look the keys up, or raise the read error."""
        self.calls.append("read")
        if self.read_error:
            raise self.read_error
        return super().get_many(keys)

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store the items, or raise the write error."""
        self.calls.append("write")
        if self.write_error:
            raise self.write_error
        super().put_many(items)

    def fail(self) -> None:
        """Start an outage: neither reads nor writes work."""
        self.read_error = self.write_error = CacheUnavailableError("no route to the server")

    def recover(self) -> None:
        """End the outage."""
        self.read_error = self.write_error = None


@pytest.fixture
def backend() -> Backend:
    """Return a backend that works until a test makes it fail."""
    return Backend()


@pytest.fixture
def cache(backend: Backend, clock: ManualClock) -> FailSafeCache:
    """Return the cache under test, in front of the backend."""
    return FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)


def test_a_working_backend_gets_every_call(cache: FailSafeCache, backend: Backend) -> None:
    """Without an outage, every call reaches the backend."""
    cache.put(3, "Fizz")
    cache.put_many({5: "Buzz"})

    assert cache.get(3) == "Fizz"
    assert cache.get_many([5, 6]) == {5: "Buzz"}
    assert backend.calls == ["write", "write", "read", "read"]


def test_an_outage_is_a_miss(cache: FailSafeCache, backend: Backend) -> None:
    """During an outage, every read is a miss."""
    backend.fail()

    assert cache.get(3) is None
    assert cache.get_many([3, 5]) == {}


def test_writes_during_an_outage_are_dropped_without_an_error(cache: FailSafeCache, backend: Backend) -> None:
    """Storing during an outage raises no error, and the value isn't there afterwards."""
    backend.fail()

    cache.put(3, "Fizz")
    cache.put_many({5: "Buzz"})

    backend.recover()
    assert backend.get_many([3, 5]) == {}


def test_a_backend_that_is_down_is_left_alone(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """After one failed call, a dead server isn't called again until the wait is over."""
    backend.fail()
    cache.get(3)
    clock.advance(RETRY_AFTER - 0.1)

    cache.get(3)
    cache.get_many([3])
    cache.put(3, "Fizz")

    assert backend.calls == ["read"]


def test_a_backend_that_has_recovered_is_used_again(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """When the wait is over, the backend is probed, and if it works, it's used as before."""
    backend.fail()
    cache.get(3)
    backend.recover()
    clock.advance(RETRY_AFTER)

    cache.put(3, "Fizz")

    assert cache.get(3) == "Fizz"
    assert backend.calls == ["read", "write", "read"]


def test_a_failed_probe_restarts_the_wait(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """A server that is still down is probed once per wait, not once per call."""
    backend.fail()
    cache.get(3)
    clock.advance(RETRY_AFTER)
    cache.get(3)
    clock.advance(RETRY_AFTER - 0.1)
    cache.get(3)

    assert backend.calls == ["read", "read"]


def test_each_outage_logs_one_warning_and_one_recovery(
    cache: FailSafeCache, backend: Backend, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """An outage logs one warning with its cause and one recovery, however many calls and probes there are."""
    caplog.set_level(logging.INFO)
    outage = ("fizzbuzz.failsafe", logging.WARNING)
    recovery = ("fizzbuzz.failsafe", logging.INFO)

    for _ in range(2):
        backend.fail()
        for _ in range(3):
            cache.get(3)
            cache.put(3, "Fizz")
            clock.advance(RETRY_AFTER)
        backend.recover()
        for _ in range(3):
            cache.get(3)
            cache.put(3, "Fizz")
            clock.advance(RETRY_AFTER)

    assert (
        caplog.record_tuples
        == [
            (*outage, "the cache is unavailable; continuing without it: no route to the server"),
            (*recovery, "the cache is available again"),
        ]
        * 2
    )


def test_a_backend_that_refuses_only_writes_is_still_read(
    cache: FailSafeCache, backend: Backend, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A read-only server still answers reads, and a successful read doesn't end its outage."""
    caplog.set_level(logging.INFO)
    backend.put(3, "Fizz")
    backend.write_error = CacheUnavailableError("read only")
    cache.put(5, "Buzz")

    for _ in range(3):
        assert cache.get(3) == "Fizz"
        clock.advance(RETRY_AFTER)
        cache.put(5, "Buzz")

    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_any_other_error_is_passed_on(cache: FailSafeCache, backend: Backend) -> None:
    """A bug or a refused login isn't an outage: it's raised, and the backend is used as before."""
    backend.read_error = PermissionError("wrong password")

    for _ in range(2):
        with pytest.raises(PermissionError, match="wrong password"):
            cache.get(3)

    assert backend.calls == ["read", "read"]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(PermissionError("wrong password"), id="an Exception"),
        pytest.param(KeyboardInterrupt(), id="an interrupt, which isn't an Exception"),
    ],
)
def test_a_probe_that_raises_another_error_is_repeated(
    error: BaseException, cache: FailSafeCache, backend: Backend, clock: ManualClock
) -> None:
    """Another error during a probe ends neither the outage nor the probing: the next probe follows after the wait."""
    backend.fail()
    cache.get(3)
    backend.read_error = error
    clock.advance(RETRY_AFTER)
    with pytest.raises(type(error)):
        cache.get(3)
    backend.recover()

    cache.get(3)
    assert backend.calls == ["read", "read"]

    clock.advance(RETRY_AFTER)
    cache.get(3)
    assert backend.calls == ["read", "read", "read"]


def test_an_outage_ends_when_reads_and_writes_work(
    cache: FailSafeCache, backend: Backend, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that recovers read-only doesn't count as available until it can be written."""
    caplog.set_level(logging.INFO)
    backend.fail()
    cache.get(3)
    backend.read_error = None
    clock.advance(RETRY_AFTER)

    cache.get(3)
    assert [record.levelname for record in caplog.records] == ["WARNING"]

    backend.recover()
    cache.put(3, "Fizz")
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_the_default_clock_is_monotonic() -> None:
    """The wall clock can be set back, which would extend the wait."""
    assert inspect.signature(FailSafeCache).parameters["clock"].default is time.monotonic


def test_the_wait_is_five_seconds_by_default(backend: Backend, clock: ManualClock) -> None:
    """If no wait is given, it's five seconds."""
    cache = FailSafeCache(backend, clock=clock)
    backend.fail()
    cache.get(3)

    clock.advance(4.9)
    cache.get(3)
    assert backend.calls == ["read"]

    clock.advance(0.1)
    cache.get(3)
    assert backend.calls == ["read", "read"]


def test_a_wait_of_zero_probes_on_every_call(backend: Backend, clock: ManualClock) -> None:
    """Without a wait, every call is a probe."""
    cache = FailSafeCache(backend, retry_after=0, clock=clock)
    backend.fail()

    cache.get(3)
    cache.get(3)

    assert backend.calls == ["read", "read"]


def test_a_negative_wait_is_rejected(backend: Backend) -> None:
    """The wait can't be negative, and the error shows the value that was given."""
    with pytest.raises(ValueError, match=r"^retry_after must be at least 0 seconds, not -1$"):
        FailSafeCache(backend, retry_after=-1)
