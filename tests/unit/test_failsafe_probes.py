"""When FailSafeCache probes a backend that is down, and what a probe leads to."""

import inspect
import logging
import time

import pytest

from fizzbuzz import FailSafeCache
from tests.backend import RETRY_AFTER, Backend
from tests.clock import ManualClock


def test_a_failed_probe_restarts_the_wait(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """A server that is still down is probed once per wait, not once per call."""
    backend.fail()
    cache.get(3)
    clock.advance(RETRY_AFTER)
    cache.get(3)
    clock.advance(RETRY_AFTER - 0.1)
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


def test_a_write_that_works_does_not_end_an_outage_of_reading(
    cache: FailSafeCache, backend: Backend, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that can be written and not read isn't available either."""
    caplog.set_level(logging.INFO)
    backend.fail()
    cache.get(3)
    backend.write_error = None
    clock.advance(RETRY_AFTER)

    cache.put(3, "Fizz")

    assert backend.calls == ["read", "write"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_the_wait_begins_when_the_call_has_failed(cache: FailSafeCache, backend: Backend, clock: ManualClock) -> None:
    """A call that fails only after a long time isn't repeated at once."""
    backend.fail()
    backend.takes = lambda: clock.advance(RETRY_AFTER)
    cache.get(3)
    backend.takes = lambda: None

    clock.advance(RETRY_AFTER - 0.1)
    cache.get(3)
    assert backend.calls == ["read"]

    clock.advance(0.1)
    cache.get(3)
    assert backend.calls == ["read", "read"]


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


def test_a_wait_can_be_a_fraction_of_a_second(backend: Backend, clock: ManualClock) -> None:
    """It isn't rounded."""
    cache = FailSafeCache(backend, retry_after=0.5, clock=clock)
    backend.fail()
    cache.get(3)

    clock.advance(0.4)
    cache.get(3)
    assert backend.calls == ["read"]

    clock.advance(0.1)
    cache.get(3)
    assert backend.calls == ["read", "read"]


def test_a_negative_wait_is_rejected(backend: Backend) -> None:
    """The wait can't be negative, and the error shows the value that was given."""
    with pytest.raises(ValueError, match=r"^retry_after must be at least 0 seconds, not -1$"):
        FailSafeCache(backend, retry_after=-1)
