"""The command on a million lines, compared with a simple loop on the same lines in the same run, and its memory."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

COMMAND = shutil.which("fizzbuzz", path=sysconfig.get_path("scripts")) or "fizzbuzz"
LOOP = f"{sys.executable} {Path(__file__).with_name('line_by_line.py')}"

# Run in a separate small process, because a child's peak memory would include what it inherits from this process.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1], shell=True, check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.benchmark(group="a million lines")
@pytest.mark.parametrize("program", [pytest.param(LOOP, id="simple loop"), pytest.param(COMMAND, id="command")])
def test_a_million_lines(program: str, benchmark: BenchmarkFixture) -> None:
    """Run `seq 1 1000000 | fizzbuzz` on a pipe, with the default buffering of Python."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    benchmark.pedantic(
        lambda: subprocess.run(
            f"seq 1 1000000 | {program}", shell=True, check=True, stdout=subprocess.DEVNULL, env=environment
        ),
        rounds=9,
        warmup_rounds=1,
    )


@pytest.mark.benchmark(group="peak memory")
@pytest.mark.parametrize("lines", [1, 100_000, 1_000_000, 10_000_000])
def test_memory(lines: int, benchmark: BenchmarkFixture) -> None:
    """Measure the peak for one line, for more than the cache can store, and for very many; it stops at a full cache."""
    measured = benchmark.pedantic(
        lambda: subprocess.run(
            [sys.executable, "-c", PEAK, f"seq 1 {lines} | {COMMAND}"], check=True, stdout=subprocess.PIPE, text=True
        ),
        rounds=1,
    )
    benchmark.extra_info["peak_kib"] = int(measured.stdout)
