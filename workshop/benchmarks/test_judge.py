"""Mutants per second, for us and for the peers, on the same project in the same run; and the cost of many mutants."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.mutation_project import make_project
from benchmarks.mutation_tools import Tool, Workshop
from benchmarks.peers import Irradiate, Mutmut

ROUNDS = 3
KINDS = 10


@pytest.mark.benchmark(group="mutants judged")
@pytest.mark.parametrize("tool_type", [Workshop, Mutmut, Irradiate])
def test_speed(tool_type: Callable[[Path], Tool], tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    """Cold and warm runs alternate; `extra_info` has the median of each."""
    tool = tool_type(make_project(tmp_path))
    cold: list[float] = []
    warm: list[float] = []

    def judge() -> None:
        cold.append(tool.cold())
        warm.append(tool.warm())

    benchmark.pedantic(judge, rounds=ROUNDS)
    benchmark.extra_info.update(cold_per_second=median(cold), warm_per_second=median(warm))


def test_verdicts(tmp_path: Path) -> None:
    """We kill exactly the mutants that mutmut kills."""
    mutmut = Mutmut(make_project(tmp_path / "mutmut"))
    workshop = Workshop(make_project(tmp_path / "workshop"))

    mutmut.cold()

    assert workshop.killed() == mutmut.killed()


@pytest.mark.benchmark(group="many mutants")
@pytest.mark.parametrize(("count", "rounds"), [(10, 3), (100, 3), (1000, 1)], ids=["10", "100", "1000"])
def test_growth(count: int, rounds: int, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    """Neither the time per mutant nor the memory grows with the number of mutants."""
    workshop = Workshop(make_project(tmp_path))
    workshop.thin_out(KINDS)
    measured: list[dict[str, Any]] = []

    benchmark.pedantic(lambda: measured.append(workshop.draw(count)), rounds=rounds)

    for name in ("per_second", "peak_kib"):
        benchmark.extra_info[name] = median(each[name] for each in measured)
