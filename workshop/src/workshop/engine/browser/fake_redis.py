"""A Redis server inside this interpreter: clients talk to fakeredis without a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

URL = "redis://fakeredis:6379/0"


@contextmanager
def fake_redis() -> Iterator[str]:
    """Have all clients of redis-py that are made in this block talk to one empty server; yields its URL."""
    import redis  # noqa: PLC0415 - only one exercise needs these
    from fakeredis import FakeRedisConnection, FakeServer  # noqa: PLC0415

    server = FakeServer(version=(8, 0))

    class Connection(FakeRedisConnection):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - it passes them on
            super().__init__(*arguments, server=server, **options)

    with pytest.MonkeyPatch.context() as pools:
        for pool in (redis.ConnectionPool, redis.BlockingConnectionPool):
            initialize: Any = pool.__init__
            defaults = [Connection if each is redis.Connection else each for each in initialize.__defaults__]
            pools.setattr(initialize, "__defaults__", tuple(defaults))
        yield URL
