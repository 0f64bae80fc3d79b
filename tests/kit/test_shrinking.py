"""The demonstration of shrinking is held true."""

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
    """Whatever number the bug is found with, the smallest that shows it is 1."""
    shrinking = demonstrate(seed)

    assert shrinking.smallest == 1
    assert shrinking.original % 3 != 0
    assert shrinking.original % 5 != 0
    assert abs(shrinking.original) > 1
    assert shrinking.passed >= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shrinks_are_those_that_hypothesis_counts(seed: int) -> None:
    """Our count of successful shrinks is Hypothesis's own."""
    statistics: list[dict[str, Any]] = []

    with collector.with_value(statistics.append):  # type: ignore[arg-type] # typed as its first value, None
        shrinking = demonstrate(seed)

    assert shrinking.shrinks == statistics[0]["shrink-phase"]["shrinks-successful"]


def test_the_same_seed_shows_the_same() -> None:
    """What was seen once can be seen again."""
    assert demonstrate(5) == demonstrate(5)


def test_without_the_bug_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration cannot succeed on a program that is right."""
    monkeypatch.setattr(shrinking, "WRONG", shrinking.RIGHT)

    with pytest.raises(LookupError, match="did not find the planted bug"):
        demonstrate(5)


def test_it_is_printed_as_gopter_prints_it() -> None:
    """The number of passed tests, the smallest counterexample, the shrinks and the original, each with its name."""
    assert str(Shrinking(passed=3, original=406544657, shrinks=31, smallest=11)) == (
        'Planted in core.py: return f"{number}!"\n'
        "! FizzBuzz returns the correct string: falsified after 3 passed tests.\n"
        "number: 11\n"
        "number, original (31 shrinks): 406544657"
    )


def test_the_command_prints_a_demonstration_that_can_be_seen_again() -> None:
    """What `nox -s shrink` runs ends with its seed, and with that seed it prints the same."""
    printed = run_command()

    demonstration, _, seed = printed.rstrip().rpartition("\nTo see the same again: nox -s shrink -- ")
    assert demonstration.startswith("Planted in core.py")
    assert "\nnumber: 1\n" in demonstration
    assert run_command(seed) == printed


def run_command(*arguments: str) -> str:
    """Return what the demonstration prints in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.kit.shrinking", *arguments],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
