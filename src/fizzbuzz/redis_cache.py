"""A cache in Redis that all processes using the same server share."""

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

_TIMEOUT = 1.0  # seconds
_CHUNK = 10_000  # keys per round trip: more would keep other clients of the server waiting


def connect(url: str) -> redis.Redis:
    """Return a client for a URL such as `redis://user:password@localhost:6379/0`; it connects when it's first used.

    The client waits one second for an answer and doesn't retry: `FailSafeCache` decides when to try a server again. The
    URL can set other timeouts (`?socket_timeout=5`). Raises ValueError if the URL is wrong.
    """
    client = redis.Redis.from_url(url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)
    address = urlsplit(url)
    if address.scheme != "unix" and not re.fullmatch(r"/?[0-9]*", address.path):
        raise ValueError(f"the database must be a number, not {address.path.removeprefix('/')!r}")
    try:  # mistakes that the client would otherwise report only with the first command
        (address.hostname or "").encode("idna")
        client.connection_pool.make_connection()
    except (TypeError, UnicodeError, exceptions.RedisError) as error:
        raise ValueError(f"invalid host or option: {error}") from None
    return client


class RedisCache:
    """A `BatchCache` in Redis that reads many keys with one MGET and stores many with one pipeline of SETs.

    A key is `prefix` followed by the number. `ttl` is the lifetime of an entry in seconds; with None, entries stay as
    long as the server keeps them. Raises ValueError if `ttl` is less than 1. The client may decode responses or not.

    Every method raises `CacheUnavailableError` in an outage: no connection, a timeout, or a server that is loading its
    data, read-only or out of memory. Other Redis errors, such as a refused login, are passed on unchanged.
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
        """Store a value for a key, replacing any earlier one."""
        self.put_many({key: value})

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Return the values of the keys that are stored, and leave out the rest."""
        found: dict[int, str] = {}
        with _outages():
            for chunk in _chunks(keys):
                values = self._client.mget([f"{self._prefix}{key}" for key in chunk])
                for key, value in zip(chunk, values, strict=True):
                    if value is not None:
                        found[key] = value.decode() if isinstance(value, bytes) else value
        return found

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store every item, replacing any earlier values; after an error, some items may have been stored."""
        with _outages():
            for chunk in _chunks(items.items()):
                with self._client.pipeline(transaction=False) as pipeline:
                    for key, value in chunk:
                        # pipeline.set takes 1.5 times as long, because it handles options that aren't used here
                        pipeline.execute_command("SET", f"{self._prefix}{key}", value, *self._expiry)
                    pipeline.execute()


@contextmanager
def _outages() -> Iterator[None]:
    try:
        yield
    except (exceptions.AuthenticationError, exceptions.AuthorizationError):
        raise  # to redis-py a refused login is a connection error, but waiting doesn't fix it
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
