"""The cache of the service: in Redis if an option names one, otherwise in memory."""

from fizzbuzz.cache import Cache, InMemoryCache


def cache_at(url: str | None) -> Cache:
    """Return a cache in the Redis at a URL, or one in memory if there's none; raises ValueError if the URL is wrong."""
    if not url:
        return InMemoryCache()
    from fizzbuzz.redis_cache import RedisCache, connect  # noqa: PLC0415 - loading the client takes time

    return RedisCache(connect(url))
