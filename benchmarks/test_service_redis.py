"""The service with its answers in Redis, to compare with one that has them in memory, in the same run."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.http_load import send, serving
from benchmarks.test_service import BATCH, SERVICE
from tests.redis_server import start_server


@pytest.mark.benchmark(group="160 requests for 1,000 numbers")
def test_batches_in_redis(tmp_path_factory: pytest.TempPathFactory, benchmark: BenchmarkFixture) -> None:
    """Ask for many numbers in each request."""
    redis = start_server(tmp_path_factory.mktemp("redis"))
    with serving([*SERVICE, "--redis", redis.url]) as port:
        benchmark.pedantic(lambda: send(port, BATCH, times=160), rounds=5, warmup_rounds=1)
    redis.kill()
