"""The service with its answers in Redis, compared with one that has them in memory, in the same run."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.http_load import send, serving
from benchmarks.in_turn import compare
from benchmarks.test_service import BATCH, SERVICE
from tests.redis_server import start_server


def test_batches_in_redis(tmp_path_factory: pytest.TempPathFactory, benchmark: BenchmarkFixture) -> None:
    """Ask for 1,000 numbers in each request."""
    redis = start_server(tmp_path_factory.mktemp("redis"))
    with serving(SERVICE) as memory, serving([*SERVICE, "--redis", redis.url]) as port:
        compare(benchmark, lambda: send(port, BATCH, times=96), baseline=lambda: send(memory, BATCH, times=96))
    redis.kill()
