"""A cache wrapper that turns outages into misses."""

import logging
import math
import time
from collections.abc import Callable, Collection, Mapping
from threading import Lock
from typing import Literal, TypeVar

from fizzbuzz.cache import Cache, as_batch
from fizzbuzz.errors import CacheUnavailableError

Result = TypeVar("Result")
Side = Literal["reading", "writing"]

_logger = logging.getLogger(__name__)


class FailSafeCache:
    """A `BatchCache` around a backend cache that treats `CacheUnavailableError`, and no other error, as a miss.

    When an outage begins, the backend isn't called until `retry_after` seconds have passed on `clock`. Then one thread
    probes it, and the others continue without it. Each outage logs one warning, and one message when it's over.

    Reads and writes are tracked separately, because a server may refuse only writes (read-only, out of memory) and
    still answer reads. A backend that can't be read isn't written to either. Raises ValueError if `retry_after` is
    negative.
    """

    def __init__(self, cache: Cache, *, retry_after: float = 5.0, clock: Callable[[], float] = time.monotonic) -> None:
        if retry_after < 0:
            raise ValueError(f"retry_after must be at least 0 seconds, not {retry_after}")
        self._cache = as_batch(cache)
        self._retry_after = retry_after
        self._clock = clock
        self._lock = Lock()
        self._next_probe: dict[Side, float] = {}  # time on the clock, for each side that is down

    def get(self, key: int) -> str | None:
        """Return the value stored for a key, or None on a miss or during an outage."""
        return self._call("reading", lambda: self._cache.get(key))

    def put(self, key: int, value: str) -> None:
        """Store a value for a key, or do nothing during an outage."""
        self._call("writing", lambda: self._cache.put(key, value))

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Return the values of the keys that are stored, or an empty dict during an outage."""
        return self._call("reading", lambda: self._cache.get_many(keys)) or {}

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store every item, or do nothing during an outage."""
        self._call("writing", lambda: self._cache.put_many(items))

    def _call(self, side: Side, operation: Callable[[], Result]) -> Result | None:
        with self._lock:
            probing = side in self._next_probe
            if probing:
                if self._clock() < self._next_probe[side]:
                    return None
                self._next_probe[side] = math.inf  # this thread probes; the others continue without
        try:
            result = operation()
        except CacheUnavailableError as error:
            self._note_outage(side, error, probing=probing)
            return None
        except BaseException:
            if probing:
                with self._lock:
                    self._next_probe[side] = self._clock() + self._retry_after
            raise
        if probing:
            self._note_success(side)
        return result

    def _note_outage(self, side: Side, error: CacheUnavailableError, *, probing: bool) -> None:
        with self._lock:
            is_new = not self._next_probe
            if probing:
                del self._next_probe[side]
            next_probe = self._clock() + self._retry_after
            sides: list[Side] = ["reading", "writing"] if side == "reading" else ["writing"]
            for each in sides:  # max: a side that another thread is probing stays at infinity
                self._next_probe[each] = max(next_probe, self._next_probe.get(each, next_probe))
        if is_new:
            _logger.warning("the cache is unavailable; continuing without it: %s", error)

    def _note_success(self, side: Side) -> None:
        with self._lock:
            del self._next_probe[side]
            is_over = not self._next_probe
        if is_over:
            _logger.info("the cache is available again")
