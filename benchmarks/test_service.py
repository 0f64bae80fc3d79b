"""The service, compared with a bare endpoint on the same server, and its batches, all in one run."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.http_load import request, send
from tests.redis_server import start_server

BARE = [sys.executable, "-m", "uvicorn", "--app-dir", str(Path(__file__).parent), "bare_service:app", "--no-access-log"]
SERVICE = [sys.executable, "-c", "from fizzbuzz.service_cli import main; main()"]
GET = request("GET", "/fizzbuzz/15")
BATCH = request("POST", "/fizzbuzz", json.dumps([f"{number}" for number in range(1_000)]).encode())

Port = Callable[[str], int]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Port]:
    """Yield a function that returns the port of a server: `bare`, `memory` or `redis`."""
    redis = start_server(tmp_path_factory.mktemp("redis"))
    commands = {"bare": BARE, "memory": SERVICE, "redis": [*SERVICE, "--redis", redis.url]}
    with ExitStack() as started:
        ports = {}
        for name, command in commands.items():
            server = subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True)
            started.enter_context(server)
            started.callback(server.terminate)
            ports[name] = next(
                int(found[1]) for line in server.stderr or () if (found := re.search(r"//.*:(\d+)", line))
            )
        yield ports.__getitem__
    redis.kill()


@pytest.mark.benchmark(group="2,000 requests")
@pytest.mark.parametrize("server", ["bare", "memory"])
def test_requests(server: str, port: Port, benchmark: BenchmarkFixture) -> None:
    """Ask for one number in each request."""
    benchmark.pedantic(lambda: send(port(server), GET, times=2_000), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="160 requests for 1,000 numbers")
@pytest.mark.parametrize("server", ["memory", "redis"])
def test_batches(server: str, port: Port, benchmark: BenchmarkFixture) -> None:
    """Ask for many numbers in each request."""
    benchmark.pedantic(lambda: send(port(server), BATCH, times=160), rounds=5, warmup_rounds=1)
