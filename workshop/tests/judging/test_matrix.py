"""A kill matrix knows the killers of each mutant, what a technique alone kills, and what's wrong."""

import pytest

from workshop.engine.protocol import Outcome
from workshop.judging.matrix import Kill, Matrix
from workshop.mutants.mutant import Mutant

KILL = Kill("tests/unit/test_it.py::test_it", Outcome("failed", "assertion", "assert 1 == 2"))


def mutant(name: str, *kills: str) -> Mutant:
    """Return a mutant that these techniques should kill."""
    return Mutant(name, "it.py", "1", "2", why="The test needs it.", kills=kills)


@pytest.fixture
def matrix() -> Matrix:
    """Return a matrix of two techniques: each kills a mutant alone, and one is killed by both."""
    kills = {("unit", "a"): KILL, ("unit", "b"): KILL, ("property", "b"): KILL, ("property", "c"): KILL}
    return Matrix(("unit", "property"), (mutant("a", "unit"), mutant("b"), mutant("c", "property")), kills, {})


def test_killers_are_in_the_order_of_the_techniques(matrix: Matrix) -> None:
    """Each mutant has the techniques that kill it."""
    assert {name: matrix.killers(name) for name in "abc"} == {
        "a": ["unit"],
        "b": ["unit", "property"],
        "c": ["property"],
    }


def test_unique_kills_show_what_a_technique_is_for(matrix: Matrix) -> None:
    """A mutant that two techniques kill is unique to neither."""
    assert (matrix.unique("unit"), matrix.unique("property")) == (["a"], ["c"])


def test_total_counts_the_kills_of_a_technique(matrix: Matrix) -> None:
    """Kills that other techniques have as well count too."""
    assert (matrix.total("unit"), matrix.total("property")) == (2, 2)


def test_matrix_that_matches_its_catalogue_has_no_problems(matrix: Matrix) -> None:
    """Every mutant is killed, and by the techniques that should."""
    assert matrix.problems() == []


def test_problems_are_unsound_tests_survivors_and_missing_kills() -> None:
    """Each problem is a line. A mutant that names no technique must be killed by one of them."""
    mutants = (mutant("a", "unit"), mutant("b", "unit", "property"), mutant("c"))
    matrix = Matrix(("unit", "property"), mutants, {("unit", "b"): KILL}, {"test_it": "failed no"})

    assert matrix.problems() == [
        "test_it is not sound: failed no",
        "c survives every technique",
        "a survives unit, which should catch it",
        "b survives property, which should catch it",
    ]
