"""Compares two functions by calling them in turn, so that whatever else the machine does slows both down."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from pytest_benchmark.fixture import BenchmarkFixture

_ROUNDS = 31


def compare(benchmark: BenchmarkFixture, subject: Callable[[], None], baseline: Callable[[], None]) -> None:
    """Note as `ratio` how many times as fast as the baseline the subject is: the median of the rounds' ratios."""
    ratios = []

    def call_both() -> None:
        begin = perf_counter()
        baseline()
        middle = perf_counter()
        subject()
        ratios.append((middle - begin) / (perf_counter() - middle))

    benchmark.pedantic(call_both, rounds=_ROUNDS, warmup_rounds=1)
    benchmark.extra_info["ratio"] = median(ratios[1:])
