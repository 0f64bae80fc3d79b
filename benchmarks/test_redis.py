"""What batches cost and save on a real Redis, compared with the plain client on the same server in the same run."""

from collections.abc import Iterator

import pytest
import redis
from pytest_benchmark.fixture import BenchmarkFixture

from fizzbuzz import Cache, FizzBuzzHandler
from fizzbuzz.redis_cache import RedisCache
from tests.redis_server import start_server

ITEMS = {number: f"value {number}" for number in range(10_000)}
NAMED = {f"fizzbuzz:{number}": value for number, value in ITEMS.items()}
REQUEST = [f"{number}" for number in range(10_000)]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[redis.Redis]:
    """Yield a client of a server that belongs to these benchmarks."""
    server = start_server(tmp_path_factory.mktemp("redis"))
    with redis.Redis(port=server.port) as client:
        yield client
    server.kill()


@pytest.mark.benchmark(group="read 10,000 keys")
def test_bare_mget(client: redis.Redis, benchmark: BenchmarkFixture) -> None:
    """Call the client's own MGET with prepared key names."""
    client.mset(NAMED)
    names = list(NAMED)

    benchmark(lambda: client.mget(names))


@pytest.mark.benchmark(group="read 10,000 keys")
def test_get_many(client: redis.Redis, benchmark: BenchmarkFixture) -> None:
    """Read the same keys through the cache, which names the keys, decodes the values and pairs them."""
    cache = RedisCache(client)
    cache.put_many(ITEMS)

    assert benchmark(lambda: cache.get_many(ITEMS)) == ITEMS


@pytest.mark.benchmark(group="store 10,000 keys")
def test_bare_pipeline(client: redis.Redis, benchmark: BenchmarkFixture) -> None:
    """Run one pipeline of SETs with prepared key names."""

    def store() -> None:
        with client.pipeline(transaction=False) as pipeline:
            for name, value in NAMED.items():
                pipeline.set(name, value)
            pipeline.execute()

    benchmark(store)


@pytest.mark.benchmark(group="store 10,000 keys")
def test_put_many(client: redis.Redis, benchmark: BenchmarkFixture) -> None:
    """Store the same values through the cache."""
    cache = RedisCache(client)

    benchmark(lambda: cache.put_many(ITEMS))


class OneByOne:
    """The same cache with only the two methods of `Cache`, so that every number costs its own round trips."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def get(self, key: int) -> str | None:
        """Read one value from the server."""
        value = self._client.get(f"fizzbuzz:{key}")
        return value.decode() if isinstance(value, bytes) else value

    def put(self, key: int, value: str) -> None:
        """Store one value on the server."""
        self._client.set(f"fizzbuzz:{key}", value)


@pytest.mark.parametrize("state", ["cached", "new"])
@pytest.mark.parametrize("cache_type", [OneByOne, RedisCache])
def test_request(
    state: str, cache_type: type[OneByOne | RedisCache], client: redis.Redis, benchmark: BenchmarkFixture
) -> None:
    """Answer a request for 10,000 numbers that are all in the cache, or all missing."""
    cache: Cache = cache_type(client)
    handler = FizzBuzzHandler(cache)

    def prepare() -> None:
        client.flushall()
        if state == "cached":
            handler.run(REQUEST)

    benchmark.group = f"a request for 10,000 {state} numbers"
    benchmark.pedantic(lambda: handler.run(REQUEST), setup=prepare, rounds=7)
