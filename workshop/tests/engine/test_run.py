"""The record of a run: the outcome of a test comes from the test itself, or from the problem of its file or folder."""

from dataclasses import replace

import pytest

from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run

TEST = "tests/test_a.py::test"
PASSED = Outcome("passed")
PROBLEM = Outcome("failed", "import", "ModuleNotFoundError: No module named 'games'")


def make_run(**problems: Outcome) -> Run:
    """Return a run of one test, with these problems."""
    return Run({TEST: PASSED}, problems)


@pytest.mark.parametrize(
    ("node", "test"),
    [
        pytest.param("tests/test_b.py", "tests/test_b.py::test", id="its file"),
        pytest.param("tests/test_b.py::TestB", "tests/test_b.py::TestB::test", id="its class"),
        pytest.param("tests/unit", "tests/unit/test_b.py::test", id="its folder"),
        pytest.param("tests", "tests/unit/test_b.py::test", id="the parent of its folder"),
        pytest.param("", "tests/test_b.py::test", id="all files"),
    ],
)
def test_outcome_of_an_uncollected_test_is_the_problem_of(node: str, test: str) -> None:
    """A test that couldn't be collected has failed, at whatever level the problem is."""
    assert make_run(**{node: PROBLEM}).outcome(test) == PROBLEM


@pytest.mark.parametrize(
    ("node", "test"),
    [
        pytest.param("tests/test_c.py", "tests/test_b.py::test", id="another file"),
        pytest.param("tests/test_b.py::TestB", "tests/test_b.py::TestBoth::test", id="a class with a longer name"),
        pytest.param("tests/unit", "tests/unit_of_length/test_b.py::test", id="a folder with a longer name"),
    ],
)
def test_outcome_of_an_uncollected_test_is_not_the_problem_of(node: str, test: str) -> None:
    """A test is missing if nothing that it belongs to has a problem."""
    assert make_run(**{node: PROBLEM}).outcome(test) == Outcome("missing")


def test_outcome_of_a_test_that_ran_is_its_own() -> None:
    """A later crash, or another file that couldn't be collected, doesn't change it."""
    assert make_run(**{"": PROBLEM}).outcome(TEST) == PASSED


def test_outcome_of_a_test_that_did_not_run_is_missing() -> None:
    """Without a problem, there's nothing else to say about it."""
    assert make_run().outcome("tests/test_b.py::test") == Outcome("missing")


def test_merge_continues_a_run() -> None:
    """The merged run has everything that either run knows; the later one has the last word."""
    earlier = Run({"a": PASSED, "b": PROBLEM}, {"x": PROBLEM}, {"a": 1}, {"a": 0.1, "b": 0.2}, {"a": 3, "b": 4})
    later = Run({"b": PASSED, "c": PASSED}, {"y": PROBLEM}, {"c": 2}, {"b": 0.3}, {"c": 5}, can_be_template=True)
    one, other = FailedCheck("f(1)"), FailedCheck("f(2)")
    earlier, later = replace(earlier, checks={"a": one}), replace(later, checks={"c": other})

    assert earlier.merge(later) == Run(
        outcomes={"a": PASSED, "b": PASSED, "c": PASSED},
        problems={"x": PROBLEM, "y": PROBLEM},
        costs={"a": 1, "c": 2},
        seconds={"a": 0.1, "b": 0.3},
        lines={"a": 3, "b": 4, "c": 5},
        can_be_template=True,
        checks={"a": one, "c": other},
    )


def test_merge_keeps_the_order_of_the_tests() -> None:
    """Tests of the earlier run come first."""
    assert list(Run({"b": PASSED, "a": PASSED}).merge(Run({"c": PASSED, "b": PASSED})).outcomes) == ["b", "a", "c"]


def test_only_drops_the_outcomes_of_other_tests() -> None:
    """Everything else that is known of the run stays."""
    run = Run({"a": PASSED, "b": PASSED}, {"x": PROBLEM}, seconds={"a": 0.1, "b": 0.2})

    assert run.only(["b", "c"]) == Run({"b": PASSED}, {"x": PROBLEM}, seconds={"a": 0.1, "b": 0.2})


@pytest.mark.parametrize(
    ("run", "has_failure"),
    [
        pytest.param(Run({"a": PASSED, "b": Outcome("skipped"), "c": Outcome("missing")}), False, id="none"),
        pytest.param(Run({"a": PASSED, "b": Outcome("failed", "assertion")}), True, id="a test"),
        pytest.param(make_run(**{"tests/test_b.py": PROBLEM}), True, id="a file that couldn't be collected"),
    ],
)
def test_failure_of_a_run(run: Run, *, has_failure: bool) -> None:
    """A run has a failure if a test failed, or couldn't be collected."""
    assert run.has_failure == has_failure
