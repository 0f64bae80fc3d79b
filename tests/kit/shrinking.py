"""Shrinking, shown: plant a bug, let the property find it, print what was found and the smallest it was made into.

`nox -s shrink` runs this file.
"""

import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from hypothesis import Phase, given, seed, settings
from hypothesis.internal import observability

from fizzbuzz import core
from tests.property.test_core import assert_belongs, integers

RIGHT = "return str(number)"
WRONG = 'return f"{number}!"'


@dataclass(frozen=True)
class Shrinking:
    """What happened on the way from a counterexample to the smallest one."""

    passed: int
    original: int
    shrinks: int
    smallest: int

    def __str__(self) -> str:
        """Return what Gopter prints of its own."""
        return (
            f"Planted in core.py: {WRONG}\n"
            f"! FizzBuzz returns the correct string: falsified after {self.passed} passed tests.\n"
            f"number: {self.smallest}\n"
            f"number, original ({self.shrinks} shrinks): {self.original}"
        )


def plant() -> Callable[[int], str]:
    """Return `fizzbuzz` with the guide's bug: an exclamation mark after every number that is no word."""
    source = Path(core.__file__).read_text(encoding="utf-8")
    assert source.count(RIGHT) == 1, f"{core.__file__} should have {RIGHT!r} once"
    planted: dict[str, Callable[[int], str]] = {}
    exec(source.replace(RIGHT, WRONG), planted)  # noqa: S102 - our own source
    return planted["fizzbuzz"]


def demonstrate(random_seed: int) -> Shrinking:
    """Let the property find the planted bug, and return what it found and what became of it.

    The same seed has the same result in the same process; in another it may not, because Hypothesis also tries the
    numbers that it reads in the modules loaded there. Raises LookupError if nothing is found.
    """
    planted = plant()
    cases: list[tuple[int, bool]] = []

    def watch(observation: observability.Observation) -> None:
        if isinstance(observation, observability.TestCaseObservation):
            cases.append((observation.arguments["number"], observation.status == "failed"))

    @seed(random_seed)
    @settings(database=None, derandomize=False, phases=[Phase.generate, Phase.shrink])
    @given(number=integers)
    def answers_belong(number: int) -> None:
        assert_belongs(planted(number), number)

    # Observed coverage is of no use here, and measuring it disturbs coverage.py.
    with (
        patch.object(observability, "OBSERVABILITY_COLLECT_COVERAGE", new=False),
        observability.with_observability_callback(watch),
        suppress(AssertionError),
    ):
        answers_belong()
        raise LookupError("the property did not find the planted bug")
    return _summary(cases)


def _summary(cases: list[tuple[int, bool]]) -> Shrinking:
    counterexamples = [number for number, failed in cases if failed]
    passed = [failed for _, failed in cases].index(True)
    shrinks, smallest = 0, counterexamples[0]
    for number in counterexamples:
        if _size(number) < _size(smallest):
            shrinks, smallest = shrinks + 1, number
    return Shrinking(passed, counterexamples[0], shrinks, smallest)


def _size(number: int) -> tuple[int, bool]:
    """Order as Hypothesis does: nearer to zero is smaller, and of two as near the positive one."""
    return abs(number), number < 0


if __name__ == "__main__":
    chosen = int(sys.argv[1]) if sys.argv[1:] else secrets.randbelow(1_000_000)
    print(f"{demonstrate(chosen)}\nTo see the same again: nox -s shrink -- {chosen}")  # noqa: T201
