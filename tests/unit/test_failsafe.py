"""How FailSafeCache hides an outage from its callers. The tests control the clock, so nothing waits."""

import logging

import pytest

from fizzbuzz import CacheUnavailableError, FailSafeCache
from tests.backend import RETRY_AFTER, Backend
from tests.clock import ManualClock


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


@pytest.mark.parametrize(
    "error",
    [PermissionError, TypeError, ValueError, AttributeError, OSError, RuntimeError],
    ids=lambda each: each.__name__,
)
def test_any_other_error_is_passed_on(error: type[Exception], cache: FailSafeCache, backend: Backend) -> None:
    """A bug or a refused login isn't an outage: it's raised, and the backend is used as before."""
    backend.read_error = error("wrong password")

    for _ in range(2):
        with pytest.raises(error, match="wrong password"):
            cache.get(3)

    assert backend.calls == ["read", "read"]
