"""The cache in Redis, compared with the same model."""

from fakeredis import FakeRedis, FakeServer
from hypothesis import settings

from fizzbuzz.redis_cache import RedisCache
from tests.property.test_cache_model import STEPS, CacheMachine


class RedisCacheMachine(CacheMachine):
    """A cache in a fake Redis in this process."""

    def make_cache(self) -> RedisCache:
        """Return a cache on a fake server that nothing else uses."""
        return RedisCache(FakeRedis(server=FakeServer()))


TestRedisCache = RedisCacheMachine.TestCase
TestRedisCache.settings = settings(stateful_step_count=STEPS, max_examples=settings().max_examples // 2)  # it's slower
