"""How an outage of the cache is kept from those who ask. The clock is the tests' own: nothing waits."""

import inspect
import logging
import time
from collections.abc import Collection, Mapping

import pytest

from fizzbuzz import CacheUnavailableError, FailSafeCache, InMemoryCache
from tests.clock import ManualClock

RETRY_AFTER = 5.0


class Backend(InMemoryCache):
    """A stub of a remote cache that fails on demand, and writes down what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.read_error: BaseException | None = None
        self.write_error: BaseException | None = None
        self.calls: list[str] = []

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Answer, or fail as told."""
        self.calls.append("read")
        if self.read_error:
            raise self.read_error
        return super().get_many(keys)

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store, or fail as told."""
        self.calls.append("write")
        if self.write_error:
            raise self.write_error
        super().put_many(items)

    def fail(self) -> None:
        """Be away: neither reading nor writing works."""
        self.read_error = self.write_error = CacheUnavailableError("no route to the server")

    def recover(self) -> None:
        """Be back."""
        self.read_error = self.write_error = None


@pytest.fixture
def backend() -> Backend:
    """Return a cache that works, until it is told to fail."""
    return Backend()


@pytest.fixture
def cache(backend: Backend, clock: ManualClock) -> FailSafeCache:
    """Return the cache under test, in front of the backend."""
    return FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)


def test_a_working_backend_is_used_as_it_is(cache: FailSafeCache, backend: Backend) -> None:
    """Without an outage every call reaches the backend."""
    cache.put(3, "Fizz")
    cache.put_many({5: "Buzz"})

    assert cache.get(3) == "Fizz"
    assert cache.get_many([5, 6]) == {5: "Buzz"}
    assert backend.calls == ["write", "write", "read", "read"]


def test_an_outage_is_a_miss(cache: FailSafeCache, backend: Backend) -> None:
    """Who reads in an outage is told that nothing is stored."""
    backend.fail()

    assert cache.get(3) is None
    assert cache.get_many([3, 5]) == {}


def test_an_outage_loses_what_is_stored_without_an_error(cache: FailSafeCache, backend: Backend) -> None:
    """Who stores in an outage is not bothered, and the value is not there afterwards."""
    backend.fail()

    cache.put(3, "Fizz")
    cache.put_many({5: "Buzz"})

    backend.recover()
    assert backend.get_many([3, 5]) == {}


def test_a_backend_that_is_away_is_left_alone(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """After one failed call a dead server costs nothing more, until it is time to try again."""
    backend.fail()
    cache.get(3)
    clock.advance(RETRY_AFTER - 0.1)

    cache.get(3)
    cache.get_many([3])
    cache.put(3, "Fizz")

    assert backend.calls == ["read"]


def test_a_backend_that_is_back_is_used_again(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """When the time has come the backend is tried, and from then on used as before."""
    backend.fail()
    cache.get(3)
    backend.recover()
    clock.advance(RETRY_AFTER)

    cache.put(3, "Fizz")

    assert cache.get(3) == "Fizz"
    assert backend.calls == ["read", "write", "read"]


def test_a_probe_that_fails_starts_the_wait_anew(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """A server that is still away is tried once in every wait, not once a call."""
    backend.fail()
    cache.get(3)
    clock.advance(RETRY_AFTER)
    cache.get(3)
    clock.advance(RETRY_AFTER - 0.1)
    cache.get(3)

    assert backend.calls == ["read", "read"]


def test_each_outage_is_logged_once_and_so_is_its_end(
    cache: FailSafeCache, backend: Backend, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """One warning that says why, and one line when all is well again, however many calls and probes lie between."""
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


def test_a_backend_that_only_refuses_to_write_is_still_read(
    cache: FailSafeCache, backend: Backend, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A read-only server goes on answering, and a read that works does not pass for the end of its outage."""
    caplog.set_level(logging.INFO)
    backend.put(3, "Fizz")
    backend.write_error = CacheUnavailableError("read only")
    cache.put(5, "Buzz")

    for _ in range(3):
        assert cache.get(3) == "Fizz"
        clock.advance(RETRY_AFTER)
        cache.put(5, "Buzz")

    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_any_other_error_passes(cache: FailSafeCache, backend: Backend) -> None:
    """A bug or a refused login is no outage: it is raised, and the backend is used as before."""
    backend.read_error = PermissionError("wrong password")

    for _ in range(2):
        with pytest.raises(PermissionError, match="wrong password"):
            cache.get(3)

    assert backend.calls == ["read", "read"]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(PermissionError("wrong password"), id="an error"),
        pytest.param(KeyboardInterrupt(), id="an interrupt, which is no Exception"),
    ],
)
def test_a_probe_that_meets_another_error_is_made_again(
    error: BaseException, cache: FailSafeCache, backend: Backend, clock: ManualClock
) -> None:
    """An error that passes does not end the outage, nor the probing: the next one comes after another wait."""
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


def test_an_outage_is_over_when_both_sides_are_back(
    cache: FailSafeCache, backend: Backend, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that was away and comes back read-only is not called available before it can be written."""
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


def test_the_clock_is_one_that_nobody_sets() -> None:
    """The time of day may be set back, and a cache would be left alone for as long."""
    assert inspect.signature(FailSafeCache).parameters["clock"].default is time.monotonic


def test_the_wait_is_five_seconds_by_default(backend: Backend, clock: ManualClock) -> None:
    """Who names no wait has one of five seconds."""
    cache = FailSafeCache(backend, clock=clock)
    backend.fail()
    cache.get(3)

    clock.advance(4.9)
    cache.get(3)
    assert backend.calls == ["read"]

    clock.advance(0.1)
    cache.get(3)
    assert backend.calls == ["read", "read"]


def test_a_wait_of_nothing_probes_every_time(backend: Backend, clock: ManualClock) -> None:
    """With no wait at all every call is a probe."""
    cache = FailSafeCache(backend, retry_after=0, clock=clock)
    backend.fail()

    cache.get(3)
    cache.get(3)

    assert backend.calls == ["read", "read"]


def test_a_negative_wait_is_refused(backend: Backend) -> None:
    """A wait cannot be negative, and the error says what it was."""
    with pytest.raises(ValueError, match=r"^retry_after must be at least 0 seconds, not -1$"):
        FailSafeCache(backend, retry_after=-1)
