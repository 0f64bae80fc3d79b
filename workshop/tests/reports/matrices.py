"""A small kill matrix, built by hand."""

from workshop.engine.protocol import Outcome
from workshop.judging.matrix import Kill, Matrix
from workshop.mutants.mutant import Mutant

SKIPS = Mutant("skips-one", "rules.py", "+ 1", "+ 2", why="Every other number is lost.")
SWAPS = Mutant("swaps-words", "rules.py", "Fizz", "Buzz", why="Fizz | Buzz: the\n  wrong way round.")
HIDES = Mutant("hides", "handler.py", "raise", "pass", why="An error is lost.")
KILL = Kill("tests/unit/test_rules.py::test_next", Outcome("failed", "assertion", "assert 3 == 2"))
MATRIX = Matrix(
    techniques=("unit", "end_to_end"),
    mutants=(SKIPS, SWAPS, HIDES),
    kills={("unit", "skips-one"): KILL, ("end_to_end", "skips-one"): KILL, ("unit", "swaps-words"): KILL},
    unsound={},
)
