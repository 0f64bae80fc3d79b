"""A demonstration of shrinking: plants a bug, lets the property find it, and prints the original and smallest example.

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

ORIGINAL = "return str(number)"
PLANTED = 'return f"{number}!"'


@dataclass(frozen=True)
class Shrinking:
    """How a counterexample became the smallest one."""

    passed: int
    original: int
    shrinks: int
    smallest: int

    def __str__(self) -> str:
        """Return a report in the format of Gopter."""
        return (
            f"Planted in core.py: {PLANTED}\n"
            f"! FizzBuzz returns the correct string: falsified after {self.passed} passed tests.\n"
            f"number: {self.smallest}\n"
            f"number, original ({self.shrinks} shrinks): {self.original}"
        )


def plant() -> Callable[[int], str]:
    """Return `fizzbuzz` with the bug from the guide: an exclamation mark after every answer that is a number."""
    source = Path(core.__file__).read_text(encoding="utf-8")
    assert source.count(ORIGINAL) == 1, f"{core.__file__} should contain {ORIGINAL!r} once"
    planted: dict[str, Callable[[int], str]] = {}
    exec(source.replace(ORIGINAL, PLANTED), planted)  # noqa: S102 - our own source
    return planted["fizzbuzz"]


def demonstrate(random_seed: int) -> Shrinking:
    """Let the property find the planted bug, and return what it found and what that shrank to.

    A seed always has the same result within a process. In another process the result can differ, because Hypothesis
    also tries numbers that it finds in the modules loaded there. Raises LookupError if the property finds nothing.
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

    # Hypothesis's own measurement of coverage isn't needed, and it disturbs coverage.py.
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
    """Return a sort key that orders as Hypothesis does: closer to zero first, then positive before negative."""
    return abs(number), number < 0


if __name__ == "__main__":
    chosen = int(sys.argv[1]) if sys.argv[1:] else secrets.randbelow(1_000_000)
    print(f"{demonstrate(chosen)}\nTo repeat this run: nox -s shrink -- {chosen}")  # noqa: T201
