"""What a batch costs on a real Redis Cluster, compared with one server and with redis-py alone in the same run."""

from collections.abc import Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from redis.cluster import RedisCluster

from fizzbuzz.redis_cache import RedisCache, connect
from tests.redis_cluster import Cluster, running_cluster
from tests.redis_server import start_server

ITEMS = {number: f"value {number}" for number in range(10_000)}
ROUNDS = 21


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a cluster that belongs to these benchmarks: three masters, each with a replica."""
    with running_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the URL of a single server."""
    server = start_server(tmp_path_factory.mktemp("redis"))
    yield server.url
    server.kill()


@pytest.fixture(params=["one server", "cluster"])
def cache(request: pytest.FixtureRequest, cluster: Cluster, server_url: str) -> Iterator[RedisCache]:
    """Yield a cache on a single server, and one in the cluster."""
    with connect(cluster.url if request.param == "cluster" else server_url) as client:
        yield RedisCache(client)


@pytest.mark.benchmark(group="read 10,000 keys, on one server and in a cluster")
def test_read(cache: RedisCache, benchmark: BenchmarkFixture) -> None:
    """Read a batch through the cache."""
    cache.put_many(ITEMS)

    assert benchmark.pedantic(lambda: cache.get_many(ITEMS), rounds=ROUNDS, warmup_rounds=1) == ITEMS


@pytest.mark.benchmark(group="store 10,000 keys, on one server and in a cluster")
def test_store(cache: RedisCache, benchmark: BenchmarkFixture) -> None:
    """Store a batch through the cache."""
    benchmark.pedantic(lambda: cache.put_many(ITEMS), rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.benchmark(group="read 10,000 keys, on one server and in a cluster")
def test_mget_nonatomic(cluster: Cluster, benchmark: BenchmarkFixture) -> None:
    """Read as many keys without hash tags with redis-py, which needs a command for each slot."""
    names = {f"fizzbuzz:{number}": value for number, value in ITEMS.items()}
    with RedisCluster.from_url(cluster.url.replace("+cluster", "")) as client:
        client.mset_nonatomic(names)

        values = benchmark.pedantic(lambda: client.mget_nonatomic(list(names)), rounds=ROUNDS, warmup_rounds=1)

    assert values == [value.encode() for value in names.values()]
