"""The cache protocols that the handler relies on, and an in-memory cache."""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from itertools import islice
from threading import Lock
from typing import Protocol, runtime_checkable


@runtime_checkable
class Cache(Protocol):
    """Stores answers by number, one key per call."""

    def get(self, key: int) -> str | None:
        """Return the value stored for a key, or None on a miss."""
        ...

    def put(self, key: int, value: str) -> None:
        """Store a value for a key, replacing any earlier one."""
        ...


@runtime_checkable
class BatchCache(Cache, Protocol):
    """A cache that also takes many keys per call, so that a request to a remote cache needs one lookup."""

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Return the values of the keys that are stored, and leave out the rest."""
        ...

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store every item, replacing any earlier values."""
        ...


def as_batch(cache: Cache) -> BatchCache:
    """Return the cache itself if it's a `BatchCache`, otherwise an adapter that calls it once per key."""
    return cache if isinstance(cache, BatchCache) else _OneByOne(cache)


class _OneByOne:
    """Adapts a plain `Cache` to `BatchCache`."""

    def __init__(self, cache: Cache) -> None:
        self.get = cache.get
        self.put = cache.put

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        return {key: value for key in keys if (value := self.get(key)) is not None}

    def put_many(self, items: Mapping[int, str]) -> None:
        for key, value in items.items():
            self.put(key, value)


class InMemoryCache:
    """A thread-safe `BatchCache` in this process that evicts the least recently used entry first.

    `capacity` is the maximum number of entries. Reading and storing an entry both count as use. Raises ValueError if
    the capacity is less than 1.
    """

    def __init__(self, capacity: int = 65_536) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, not {capacity}")
        self._capacity = capacity
        self._entries: OrderedDict[int, str] = OrderedDict()  # least recently used first
        self._lock = Lock()

    def __len__(self) -> int:
        """Return the number of entries."""
        with self._lock:
            return len(self._entries)

    def get(self, key: int) -> str | None:
        """Return the value stored for a key, or None on a miss."""
        return self.get_many((key,)).get(key)

    def put(self, key: int, value: str) -> None:
        """Store a value for a key, replacing any earlier one."""
        self.put_many({key: value})

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Return the values of the keys that are stored; the last key counts as the most recently used."""
        with self._lock:
            found = {key: self._entries[key] for key in keys if key in self._entries}
            for key in found:
                self._entries.move_to_end(key)
        return found

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store every item; the last one counts as the most recently used. If they don't fit, the last ones stay."""
        with self._lock:
            for key, value in items.items():
                if key in self._entries:
                    self._entries.move_to_end(key)
                self._entries[key] = value
            excess = max(0, len(self._entries) - self._capacity)
            for key in list(islice(self._entries, excess)):
                del self._entries[key]
