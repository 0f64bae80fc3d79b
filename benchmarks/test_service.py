"""The service, compared with a bare endpoint on the same server, and its batches, all in one run."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.http_load import request, send, serving
from benchmarks.in_turn import compare

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


def test_requests(port: Port, benchmark: BenchmarkFixture) -> None:
    """Ask for one number in each request, and compare with a bare endpoint."""
    compare(
        benchmark,
        lambda: send(port("memory"), GET, times=480),
        baseline=lambda: send(port("bare"), GET, times=480),
    )


def test_batches(port: Port, benchmark: BenchmarkFixture) -> None:
    """Ask for 1,000 numbers in each request, and compare with as many requests for one number."""
    compare(
        benchmark,
        lambda: send(port("memory"), BATCH, times=96),
        baseline=lambda: send(port("memory"), GET, times=96),
    )
