"""A cache in Redis that all processes using the same server or cluster share.

The package doesn't export it, so that the client of Redis is loaded only where it's used.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any

import redis
from redis import exceptions
from redis.backoff import NoBackoff
from redis.cluster import RedisCluster
from redis.retry import Retry

from fizzbuzz.errors import CacheUnavailableError
from fizzbuzz.redis_cluster import ClusterClient, Command, send_pipeline
from fizzbuzz.redis_url import check_url, is_cluster_url, server_url

_TIMEOUT = 1.0  # seconds
_CHUNK = 10_000  # keys per round trip: more would keep other clients of the server waiting
_TAGS = 16  # a batch costs one round trip for each: fewer couldn't spread the keys over the nodes of a cluster

# What goes away by itself: a server that can't be reached, refuses commands for now, or isn't Redis, for now.
_PASSING = (
    exceptions.ConnectionError,  # also for no free connection, a server with too many clients, or one that's loading
    exceptions.TimeoutError,
    exceptions.ReadOnlyError,
    exceptions.OutOfMemoryError,
    exceptions.ClusterError,  # also for a replica whose master is down
    exceptions.RedisClusterException,  # a slot that no node has
    exceptions.TryAgainError,
    exceptions.InvalidResponse,
)
_PASSING_CODES = {"BUSY", "MISCONF", "NOREPLICAS"}  # of error replies for which redis-py has no class

_OF_A_CLUSTER = (exceptions.ClusterCrossSlotError, exceptions.AskError)  # also for a key that another node has


def connect(url: str) -> redis.Redis | ClusterClient:
    """Return a client for a URL such as `redis://user:password@localhost:6379/0`; it connects when it's first used.

    `redis+cluster://localhost:6379` leads to a cluster, of which it names any node. With TLS, it's `rediss`.
    The client waits one second for an answer and doesn't retry: `FailSafeCache` decides when to try a server again. The
    URL can set other timeouts (`?socket_timeout=5`). Raises ValueError if the URL is wrong.
    """
    check_url(url)
    address = server_url(url)
    client = redis.Redis.from_url(address, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)
    return ClusterClient(partial(_connect_to_cluster, address)) if is_cluster_url(url) else client


def _connect_to_cluster(address: str) -> RedisCluster:
    return RedisCluster.from_url(
        address, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT, retry=Retry(NoBackoff(), retries=0)
    )


class RedisCache:
    """A `BatchCache` in Redis that reads many keys with one MGET and stores many with one pipeline of SETs.

    A key is `prefix` followed by the number. In a cluster, the last hexadecimal digit of the number comes between them
    as a hash tag, `{a}:` for 26. Keys with the same tag are on the same node, so a batch of at most 10,000 keys costs
    at most sixteen round trips.

    `ttl` is the lifetime of an entry in seconds; with None, entries stay as long as the server keeps them. Raises
    ValueError if `ttl` is less than 1. The client may decode responses or not.

    Every method raises `CacheUnavailableError` in an outage, which is whatever goes away by itself: no connection, none
    that is free, a timeout, a server that for now refuses commands, because it's loading its data, say, read-only or
    out of memory, or one whose replies aren't those of Redis. Other Redis errors, such as a refused login, are passed
    on. A value that isn't UTF-8 is a miss, but a client that decodes responses raises UnicodeDecodeError.
    """

    def __init__(
        self,
        client: redis.Redis | RedisCluster | ClusterClient,
        *,
        prefix: str = "fizzbuzz:",
        ttl: int | None = None,
    ) -> None:
        if ttl is not None and ttl < 1:
            raise ValueError(f"ttl must be at least 1 second, not {ttl}")
        self._client = ClusterClient(lambda: client) if isinstance(client, RedisCluster) else client
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
            for chunk, names in self._chunks(keys):
                for key, value in zip(chunk, self._values(names), strict=True):
                    if (text := _text(value)) is not None:
                        found[key] = text
        return found

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store every item, replacing any earlier values; after an error, some items may have been stored."""
        with _outages():
            for chunk, names in self._chunks(items):
                pairs = zip(names, chunk, strict=True)
                for reply in self._send([("SET", name, items[key], *self._expiry) for name, key in pairs]):
                    if isinstance(reply, Exception):
                        raise reply

    def _values(self, names: Sequence[str]) -> list[Any]:
        """Return what the server has under these names, with None for a miss."""
        with _replies_of_redis():
            values: object = self._client.mget(names)
        if not (isinstance(values, list) and len(values) == len(names)):
            raise exceptions.InvalidResponse(f"the reply isn't a list of as many values as keys, {len(names):,}")
        return values

    def _send(self, commands: Sequence[Command]) -> list[Any]:
        with _replies_of_redis():
            if isinstance(self._client, ClusterClient):
                return self._client.send(commands)
            return send_pipeline(self._client, commands)

    def _chunks(self, keys: Iterable[int]) -> Iterator[tuple[list[int], list[str]]]:
        """Yield keys, and what they are called in Redis, in parts for one round trip each."""
        by_tag: dict[str, Iterable[int]] = {"": keys}
        if isinstance(self._client, ClusterClient):
            shares: dict[int, list[int]] = defaultdict(list)
            for key in keys:
                shares[key % _TAGS].append(key)
            by_tag = {f"{{{tag:x}}}:": share for tag, share in shares.items()}
        for tag, share in by_tag.items():
            iterator = iter(share)
            while chunk := list(islice(iterator, _CHUNK)):
                yield chunk, [f"{self._prefix}{tag}{key}" for key in chunk]


def _text(value: object) -> str | None:
    """Return a stored value as text; what isn't text, or isn't UTF-8, is a miss."""
    if not isinstance(value, bytes):
        return value if isinstance(value, str) else None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None


@contextmanager
def _replies_of_redis() -> Iterator[None]:
    """Raise InvalidResponse where redis-py trips over a reply that it doesn't expect, to its greeting, for example."""
    try:
        yield
    except UnicodeDecodeError:
        raise  # the reply is a value, which the client was told to decode
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise exceptions.InvalidResponse(f"the server isn't Redis: {error}") from error


@contextmanager
def _outages() -> Iterator[None]:
    try:
        yield
    except (exceptions.AuthenticationError, exceptions.AuthorizationError):
        raise  # to redis-py a refused login is a connection error, but waiting doesn't fix it
    except _PASSING as error:
        raise CacheUnavailableError(str(error)) from error
    except _OF_A_CLUSTER as error:
        raise exceptions.RedisError("the server belongs to a Redis Cluster; use redis+cluster:// in its URL") from error
    except exceptions.ResponseError as error:
        if str(error).partition(" ")[0] not in _PASSING_CODES:
            raise
        raise CacheUnavailableError(str(error)) from error
