"""The demonstration of shrinking shows what Hypothesis does."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis.statistics import collector

from tests.kit import shrinking
from tests.kit.shrinking import Shrinking, demonstrate

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_counterexample_shrinks_to_one(seed: int) -> None:
    """Whatever number reveals the bug, the smallest one that does is 1."""
    shrinking = demonstrate(seed)

    assert shrinking.smallest == 1
    assert shrinking.original % 3 != 0
    assert shrinking.original % 5 != 0
    assert abs(shrinking.original) > 1
    assert shrinking.passed >= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shrinks_are_counted_as_hypothesis_counts_them(seed: int) -> None:
    """Our number of successful shrinks equals the one in Hypothesis's statistics."""
    statistics: list[dict[str, Any]] = []

    with collector.with_value(statistics.append):  # type: ignore[arg-type] # typed as its first value, None
        shrinking = demonstrate(seed)

    assert shrinking.shrinks == statistics[0]["shrink-phase"]["shrinks-successful"]


def test_a_seed_repeats_its_run() -> None:
    """Within a process, the same seed has the same result."""
    assert demonstrate(5) == demonstrate(5)


def test_without_a_bug_the_demonstration_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration can't succeed on a correct program."""
    monkeypatch.setattr(shrinking, "PLANTED", shrinking.ORIGINAL)

    with pytest.raises(LookupError, match="did not find the planted bug"):
        demonstrate(5)


def test_the_report_has_the_format_of_gopter() -> None:
    """It labels the number of passed tests, the smallest counterexample, the shrinks and the original."""
    assert str(Shrinking(passed=3, original=406544657, shrinks=31, smallest=11)) == (
        'Planted in core.py: return f"{number}!"\n'
        "! FizzBuzz returns the correct string: falsified after 3 passed tests.\n"
        "number: 11\n"
        "number, original (31 shrinks): 406544657"
    )


@pytest.mark.usefixtures("measured_processes")
def test_the_command_prints_how_to_repeat_the_run() -> None:
    """The output of `nox -s shrink` ends with its seed, and with that seed it prints the same again."""
    printed = run_command()

    demonstration, _, seed = printed.rstrip().rpartition("\nTo repeat this run: nox -s shrink -- ")
    assert demonstration.startswith("Planted in core.py")
    assert "\nnumber: 1\n" in demonstration
    assert run_command(seed) == printed


def run_command(*arguments: str) -> str:
    """Return what the demonstration prints in its own process."""
    return subprocess.run(
        [sys.executable, "-m", "tests.kit.shrinking", *arguments],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
