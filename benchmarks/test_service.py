"""The service, compared with a bare endpoint on the same server, and its batches, all in one run."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.http_load import request, send, serving

BARE = [sys.executable, "-m", "uvicorn", "--app-dir", str(Path(__file__).parent), "bare_service:app", "--no-access-log"]
SERVICE = [sys.executable, "-c", "from fizzbuzz.service_cli import main; main()"]
GET = request("GET", "/fizzbuzz/15")
BATCH = request("POST", "/fizzbuzz", json.dumps([f"{number}" for number in range(1_000)]).encode())

Port = Callable[[str], int]


@pytest.fixture(scope="module")
def port() -> Iterator[Port]:
    """Yield a function that returns the port of a server: `bare` or `memory`."""
    with ExitStack() as started:
        ports = {
            name: started.enter_context(serving(command)) for name, command in (("bare", BARE), ("memory", SERVICE))
        }
        yield ports.__getitem__


@pytest.mark.benchmark(group="2,000 requests")
@pytest.mark.parametrize("server", ["bare", "memory"])
def test_requests(server: str, port: Port, benchmark: BenchmarkFixture) -> None:
    """Ask for one number in each request."""
    benchmark.pedantic(lambda: send(port(server), GET, times=2_000), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="160 requests for 1,000 numbers")
def test_batches(port: Port, benchmark: BenchmarkFixture) -> None:
    """Ask for many numbers in each request."""
    benchmark.pedantic(lambda: send(port("memory"), BATCH, times=160), rounds=5, warmup_rounds=1)
