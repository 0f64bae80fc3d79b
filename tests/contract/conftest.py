"""The implementations of the contract in Redis, but for a cluster, which has a file of its own."""

import pytest
import redis
from fakeredis import FakeRedis, FakeServer

from fizzbuzz.redis_cache import RedisCache


@pytest.fixture
def redis_on_a_fake() -> RedisCache:
    """Return a cache in a fake Redis in this process."""
    return RedisCache(FakeRedis(server=FakeServer()))


@pytest.fixture
def redis_on_a_real_server(redis_client: redis.Redis, key_prefix: str) -> RedisCache:
    """Return a cache in a real Redis."""
    return RedisCache(redis_client, prefix=key_prefix)
