"""A Redis server inside this interpreter: clients talk to fakeredis without a socket."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

MICROSECOND = 1e-6  # seconds
URL = "redis://fakeredis:6379/0"


@contextmanager
def fake_redis() -> Iterator[str]:
    """Have all clients of redis-py that are made in this block talk to one empty server; yields its URL."""
    import redis  # noqa: PLC0415 - only one exercise needs these
    from fakeredis import FakeRedisConnection, FakeServer  # noqa: PLC0415
    from fakeredis._socket import _base  # noqa: PLC0415

    server = FakeServer(version=(8, 0))

    class Connection(FakeRedisConnection):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - it passes them on
            super().__init__(*arguments, server=server, **options)

    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(_base, "time", SimpleNamespace(time=Clock().read))
        for pool in (redis.ConnectionPool, redis.BlockingConnectionPool):
            initialize: Any = pool.__init__
            defaults = [Connection if each is redis.Connection else each for each in initialize.__defaults__]
            patches.setattr(initialize, "__defaults__", tuple(defaults))
        yield URL


class Clock:
    """The time of day, a little later each time it's read.

    The clock of a browser stays the same for a millisecond, in which a key with no time left would still be there.
    """

    def __init__(self) -> None:
        self._read = time.time
        self._last = 0.0

    def read(self) -> float:
        """Return the time in seconds since the epoch."""
        self._last = max(self._read(), self._last + MICROSECOND)
        return self._last
