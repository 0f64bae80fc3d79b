"""A cache in Redis that all processes using the same server share."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TypeVar

import redis
from redis import exceptions

from fizzbuzz.errors import CacheUnavailableError
from fizzbuzz.redis_url import check_url

Item = TypeVar("Item")

_TIMEOUT = 1.0  # seconds
_CHUNK = 10_000  # keys per round trip: more would keep other clients of the server waiting

# What goes away by itself: a server that can't be reached, or refuses commands for now.
_PASSING = (
    exceptions.ConnectionError,  # also for no free connection, a server with too many clients, or one that's loading
    exceptions.TimeoutError,
    exceptions.ReadOnlyError,
    exceptions.OutOfMemoryError,
    exceptions.ClusterDownError,  # also for a replica whose master is down
    exceptions.TryAgainError,
)
_PASSING_CODES = {"BUSY", "MISCONF", "NOREPLICAS"}  # of error replies for which redis-py has no class

_OF_A_CLUSTER = (exceptions.ClusterCrossSlotError, exceptions.AskError)  # also for a key that another node has


def connect(url: str) -> redis.Redis:
    """Return a client for a URL such as `redis://user:password@localhost:6379/0`; it connects when it's first used.

    The client waits one second for an answer and doesn't retry: `FailSafeCache` decides when to try a server again. The
    URL can set other timeouts (`?socket_timeout=5`). Raises ValueError if the URL is wrong.
    """
    check_url(url)
    client = redis.Redis.from_url(url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)
    pool = client.connection_pool
    try:  # mistakes that the client would otherwise report only with the first command
        pool.connection_class(**pool.connection_kwargs)
    except (TypeError, ValueError, exceptions.RedisError) as error:
        raise ValueError(f"invalid option: {error}") from None
    return client


class RedisCache:
    """A `BatchCache` in Redis that reads many keys with one MGET and stores many with one pipeline of SETs.

    A key is `prefix` followed by the number. `ttl` is the lifetime of an entry in seconds; with None, entries stay as
    long as the server keeps them. Raises ValueError if `ttl` is less than 1. The client may decode responses or not.

    Every method raises `CacheUnavailableError` in an outage, which is whatever goes away by itself: no connection, none
    that is free, a timeout, or a server that for now refuses commands, because it's loading its data, say, read-only or
    out of memory. Other Redis errors, such as a refused login, are passed on. A value that isn't UTF-8 is a miss.
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
                    with suppress(UnicodeDecodeError):
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
                    for reply in pipeline.execute(raise_on_error=False):
                        if isinstance(reply, Exception):
                            raise reply


@contextmanager
def _outages() -> Iterator[None]:
    try:
        yield
    except (exceptions.AuthenticationError, exceptions.AuthorizationError):
        raise  # to redis-py a refused login is a connection error, but waiting doesn't fix it
    except _PASSING as error:
        raise CacheUnavailableError(str(error)) from error
    except _OF_A_CLUSTER as error:
        raise exceptions.RedisError("the server belongs to a Redis Cluster, which isn't supported") from error
    except exceptions.ResponseError as error:
        if str(error).partition(" ")[0] not in _PASSING_CODES:
            raise
        raise CacheUnavailableError(str(error)) from error


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
