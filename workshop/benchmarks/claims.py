"""Prints our claims about speed and memory next to the measurements, as ratios within one run.

`nox -s benchmarks` runs the measurements and this file.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Measured = dict[str, dict[str, Any]]  # the benchmarks of a run, by name


@dataclass(frozen=True)
class Claim:
    """A ratio, and the lowest value that we claim for it."""

    text: str
    at_least: float
    ratio: Callable[[Measured], float]


def memory(subject: str, baseline: str) -> Callable[[Measured], float]:
    """Return the function that divides the baseline's peak memory by the subject's."""
    return lambda measured: measured[baseline]["extra_info"]["peak_kib"] / measured[subject]["extra_info"]["peak_kib"]


def rate(name: str, subject: str, *baselines: str) -> Callable[[Measured], float]:
    """Return the function that divides the subject's rate per second by that of the best baseline."""
    return lambda measured: (
        measured[subject]["extra_info"][name] / max(measured[baseline]["extra_info"][name] for baseline in baselines)
    )


def verdict(kind: str) -> Callable[[Measured], float]:
    """Return the function that divides the time of plain pytest on a suite by the time of a verdict on it."""
    return lambda measured: (
        measured["test_verdict"]["extra_info"]["pytest"] / measured["test_verdict"]["extra_info"][kind]
    )


PEERS = ("test_speed[Mutmut]", "test_speed[Irradiate]")

CLAIMS = [
    Claim("mutants a second, cold : the best peer", 1.5, rate("cold_per_second", "test_speed[Workshop]", *PEERS)),
    Claim("mutants a second, warm : the best peer", 2, rate("warm_per_second", "test_speed[Workshop]", *PEERS)),
    Claim(
        "mutants a second, of a thousand : of a hundred",
        0.8,
        rate("per_second", "test_growth[1000]", "test_growth[100]"),
    ),
    Claim("peak memory, a hundred mutants : a thousand", 0.9, memory("test_growth[1000]", "test_growth[100]")),
    Claim("plain pytest on an exercise : a verdict, cold", 0.25, verdict("cold")),
    Claim("plain pytest on an exercise : a verdict, warm", 1, verdict("warm")),
    Claim("peak memory, 50 submissions graded : 200", 0.9, memory("test_class[200]", "test_class[50]")),
    Claim(
        "grades a second for each core, all cores : one", 0.85, rate("per_core", "test_cores[all]", "test_cores[one]")
    ),
]


def main(results: Path) -> None:
    """Print a table of the claims, given the results that pytest-benchmark wrote as JSON."""
    measured = {benchmark["name"]: benchmark for benchmark in json.loads(results.read_text())["benchmarks"]}
    print(f"{'ratio':56} claimed measured")
    for claim in CLAIMS:
        ratio = claim.ratio(measured)
        print(f"{claim.text:56} {claim.at_least:7} {ratio:8.2f}{'' if ratio >= claim.at_least else '  does not hold'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
