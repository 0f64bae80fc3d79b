"""What is asked of a run arrives as it was asked, and what comes back from it answers for every test."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.engine.protocol import Job, Order, Outcome, Run, read_job, write_job

orders = st.builds(Order, **{field.name: ... for field in fields(Order)})  # generated, where it has a default too
jobs = st.builds(Job, order=orders)

PASSED = Outcome("passed")
PROBLEM = Outcome("failed", "import", "ModuleNotFoundError: No module named 'games'")


@given(job=jobs)
def test_a_job_is_read_as_it_was_written(job: Job) -> None:
    """Whatever the names of its tests and folders."""
    assert read_job(write_job(job)) == job


@given(job=jobs)
def test_a_job_is_one_line(job: Job) -> None:
    """However its tests are named: lines are what tells one job from the next."""
    line = write_job(job)

    assert line.splitlines(keepends=True) == [line]
    assert line.endswith("\n")


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
