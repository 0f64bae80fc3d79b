"""A cache in Redis, shared by every process that uses the same server."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar
from urllib.parse import urlsplit

import redis
from redis import exceptions

from fizzbuzz.errors import CacheUnavailableError

Item = TypeVar("Item")

_PATIENCE = 1.0  # seconds
_CHUNK = 10_000  # keys a round trip: a larger one would keep other clients of the server waiting


def connect(url: str) -> redis.Redis:
    """Return a client for a URL, as in `redis://user:password@localhost:6379/0`; it connects when it is first used.

    It waits for an answer as long as a person would (`_PATIENCE`) and does not try twice: `FailSafeCache` decides when
    a server that was away is asked again. A URL may ask for other time-outs (`?socket_timeout=5`). Raises ValueError
    for a URL that is wrong.
    """
    client = redis.Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
    address = urlsplit(url)
    if address.scheme != "unix" and not re.fullmatch(r"/?[0-9]*", address.path):
        raise ValueError(f"the database must be a number, not {address.path.removeprefix('/')!r}")
    try:  # what would show only with the first command
        (address.hostname or "").encode("idna")
        client.connection_pool.make_connection()
    except (TypeError, UnicodeError, exceptions.RedisError) as error:
        raise ValueError(f"the host or an option is wrong: {error}") from None
    return client


class RedisCache:
    """A `BatchCache` in Redis: one MGET reads many keys, one pipeline of SETs stores many.

    `prefix` comes before each number in the name of its key. `ttl` is the time in seconds that an entry lives, or None
    for as long as the server keeps it; raises ValueError for less than 1. The client may decode responses or not.

    Every method raises `CacheUnavailableError` for what a user calls an outage: no connection, no answer in time, a
    server that is loading its data, read-only or out of memory. Other errors of Redis pass as they are, a refused
    login among them.
    """

    def __init__(self, client: redis.Redis, *, prefix: str = "fizzbuzz:", ttl: int | None = None) -> None:
        if ttl is not None and ttl < 1:
            raise ValueError(f"ttl must be at least 1 second, not {ttl}")
        self._client = client
        self._prefix = prefix
        self._expiry = () if ttl is None else ("EX", ttl)

    def get(self, key: int) -> str | None:
        """Return the value stored for a key, or None on a miss."""
        return self.get_many((key,)).get(key)

    def put(self, key: int, value: str) -> None:
        """Store a value for a key, in place of an older one."""
        self.put_many({key: value})

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Return the values of those keys that are stored; the others are left out."""
        found: dict[int, str] = {}
        with _outages():
            for chunk in _chunks(keys):
                values = self._client.mget([f"{self._prefix}{key}" for key in chunk])
                for key, value in zip(chunk, values, strict=True):
                    if value is not None:
                        found[key] = value.decode() if isinstance(value, bytes) else value
        return found

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store every item, each in place of an older one; after an error some may be stored."""
        with _outages():
            for chunk in _chunks(items.items()):
                with self._client.pipeline(transaction=False) as pipeline:
                    for key, value in chunk:
                        # pipeline.set takes half as long again, over options that are not used here
                        pipeline.execute_command("SET", f"{self._prefix}{key}", value, *self._expiry)
                    pipeline.execute()


@contextmanager
def _outages() -> Iterator[None]:
    try:
        yield
    except (exceptions.AuthenticationError, exceptions.AuthorizationError):
        raise  # redis-py counts a refused login among its connection errors; waiting does not mend it
    except (
        exceptions.ConnectionError,
        exceptions.TimeoutError,
        exceptions.ReadOnlyError,
        exceptions.OutOfMemoryError,
    ) as error:
        raise CacheUnavailableError(str(error)) from error


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
