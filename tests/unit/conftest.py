"""Fixtures for the tests of FailSafeCache."""

import pytest

from fizzbuzz import FailSafeCache
from tests.backend import RETRY_AFTER, Backend
from tests.clock import ManualClock


@pytest.fixture
def backend() -> Backend:
    """Return a backend that works until a test makes it fail."""
    return Backend()


@pytest.fixture
def cache(backend: Backend, clock: ManualClock) -> FailSafeCache:
    """Return the cache under test, in front of the backend."""
    return FailSafeCache(backend, retry_after=RETRY_AFTER, clock=clock)
