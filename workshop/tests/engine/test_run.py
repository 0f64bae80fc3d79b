"""What became of a test, by its own outcome or by the problem of a file or folder that it's in."""

import pytest

from workshop.engine.protocol import Outcome
from workshop.engine.run import Run

PASSED = Outcome("passed")
PROBLEM = Outcome("failed", "import", "ModuleNotFoundError: No module named 'games'")


def run(**problems: Outcome) -> Run:
    """Return what came back from a run of one test, with these problems."""
    return Run({"tests/test_a.py::test": PASSED}, problems, costs={}, seconds={})


@pytest.mark.parametrize(
    ("node", "test"),
    [
        pytest.param("tests/test_b.py", "tests/test_b.py::test", id="its file"),
        pytest.param("tests/test_b.py::TestB", "tests/test_b.py::TestB::test", id="its class"),
        pytest.param("tests/unit", "tests/unit/test_b.py::test", id="its folder"),
        pytest.param("tests", "tests/unit/test_b.py::test", id="the folder of its folder"),
        pytest.param("", "tests/test_b.py::test", id="all files"),
    ],
)
def test_a_test_has_the_problem_of(node: str, test: str) -> None:
    """What was not collected has failed, wherever it was that it could not be."""
    assert run(**{node: PROBLEM}).outcome(test) == PROBLEM


@pytest.mark.parametrize(
    ("node", "test"),
    [
        pytest.param("tests/test_c.py", "tests/test_b.py::test", id="another file"),
        pytest.param("tests/test_b.py::TestB", "tests/test_b.py::TestBoth::test", id="a class with a longer name"),
        pytest.param("tests/unit", "tests/unit_of_length/test_b.py::test", id="a folder with a longer name"),
    ],
)
def test_a_test_has_no_problem_of(node: str, test: str) -> None:
    """A test is missing that is not there though nothing has failed that it belongs to."""
    assert run(**{node: PROBLEM}).outcome(test) == Outcome("missing")


def test_a_test_that_was_run_has_its_own_outcome() -> None:
    """A process that crashed later, or a neighbour that could not be collected, changes nothing about it."""
    assert run(**{"": PROBLEM}).outcome("tests/test_a.py::test") == PASSED


def test_a_test_that_was_not_run_is_missing() -> None:
    """Without any problem."""
    assert run().outcome("tests/test_b.py::test") == Outcome("missing")
