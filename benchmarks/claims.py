"""Prints our claims about speed and memory next to the measured values, as ratios within one run.

`nox -s benchmarks` runs the measurements and then this file.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Measured = dict[str, dict[str, Any]]  # the benchmarks of one run, by name


@dataclass(frozen=True)
class Claim:
    """A ratio and the minimum that we claim for it."""

    text: str
    at_least: float
    ratio: Callable[[Measured], float]


def speed(subject: str, baseline: str) -> Callable[[Measured], float]:
    """Return a function that computes how many times as fast as the baseline the subject is, from their medians."""
    return lambda measured: measured[baseline]["stats"]["median"] / measured[subject]["stats"]["median"]


def memory(subject: str, baseline: str) -> Callable[[Measured], float]:
    """Return a function that computes the baseline's peak memory as a fraction of the subject's."""
    return lambda measured: measured[baseline]["extra_info"]["peak_kib"] / measured[subject]["extra_info"]["peak_kib"]


def ratio(name: str) -> Callable[[Measured], float]:
    """Return a function that finds the ratio that a benchmark has measured itself, by turns."""
    return lambda measured: measured[name]["extra_info"]["ratio"]


CLAIMS = [
    Claim("get_many of 10,000 keys, cluster : one server", 0.5, speed("test_read[cluster]", "test_read[one server]")),
    Claim("put_many of 10,000 keys, cluster : one server", 0.5, speed("test_store[cluster]", "test_store[one server]")),
    Claim("get_many of 10,000 keys, cluster : mget_nonatomic", 8, speed("test_read[cluster]", "test_mget_nonatomic")),
    Claim("get_many of 10,000 keys : bare MGET", 0.8, speed("test_get_many", "test_bare_mget")),
    Claim("put_many of 10,000 keys : bare pipeline", 0.8, speed("test_put_many", "test_bare_pipeline")),
    Claim(
        "handler, 10,000 cached numbers, in batches : one by one",
        20,
        speed("test_request[RedisCache-cached]", "test_request[OneByOne-cached]"),
    ),
    Claim(
        "handler, 10,000 new numbers, in batches : one by one",
        20,
        speed("test_request[RedisCache-new]", "test_request[OneByOne-new]"),
    ),
    Claim(
        "seq 1 1000000 | fizzbuzz : a simple loop",
        1,
        speed("test_a_million_lines[command]", "test_a_million_lines[simple loop]"),
    ),
    Claim("GET /fizzbuzz/15 : a bare endpoint", 0.85, ratio("test_requests")),
    Claim(
        "numbers a second, POST of 1,000 : GET",
        20,
        lambda measured: 1_000 * ratio("test_batches")(measured),
    ),
    Claim("POST of 1,000, in Redis : in memory", 0.7, ratio("test_batches_in_redis")),
    Claim(
        "peak memory, one million lines : ten million", 0.95, memory("test_memory[10000000]", "test_memory[1000000]")
    ),
]


def main(results: Path) -> None:
    """Print a table of the claims, given the JSON results of pytest-benchmark."""
    measured = {benchmark["name"]: benchmark for benchmark in json.loads(results.read_text())["benchmarks"]}
    print(f"{'ratio':56} claimed measured")
    for claim in CLAIMS:
        try:
            found = claim.ratio(measured)
        except KeyError as error:
            sys.exit(f"{claim.text}: there's no benchmark {error}; if it's gone for good, remove this claim")
        print(f"{claim.text:56} {claim.at_least:7} {found:8.2f}{'' if found >= claim.at_least else '  not met'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
