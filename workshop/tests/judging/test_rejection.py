"""A wrong or over-specified test comes with how it rejects correct programs."""

from dataclasses import replace

import pytest

from tests.ages import PROGRAM, find_test, judged, mutant
from workshop.engine.controller.pool import Pool
from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence, Repeats
from workshop.judging.judge import judge
from workshop.judging.verdict import Rejection, Verdict

PASSED = Outcome("passed")
FAILED = Outcome("failed", "assertion", "1 == 2")
OTHERWISE = Outcome("failed", "assertion", "3 == 2")
CHECK = FailedCheck("say(0)", "1", "2")
BOTH = ("the program", "refactored")


def run(outcome: Outcome) -> Run:
    """Return a run of one test."""
    return Run({"it": outcome})


def steady(outcome: Outcome) -> Repeats:
    """Return two runs with the same outcome."""
    return Repeats((run(outcome),), (run(outcome),))


WRONG = Evidence(
    subject=steady(FAILED),
    references={"refactored": steady(FAILED), "lenient": steady(PASSED)},
    mutants={},
    raising=Run(),
    silent=Run(),
    rejecting={"satisfies": run(PASSED), "matters": run(OTHERWISE), "is elsewhere": run(FAILED)},
    checks={"it": CHECK},
)


def rejection(evidence: Evidence) -> Rejection | None:
    """Return the rejection of the only test."""
    [test] = judge(evidence).tests
    return test.rejection


class TestEvidence:
    """It follows from the outcomes on the correct programs and on the mutants."""

    def test_of_a_wrong_test(self) -> None:
        """Some mutants satisfy it; others change what it checks, and don't."""
        assert rejection(WRONG) == Rejection(BOTH, CHECK, ("satisfies",), ("matters",))

    def test_of_an_over_specified_test(self) -> None:
        """A mutant that satisfies it does nothing that the program doesn't."""
        evidence = replace(WRONG, subject=steady(PASSED))

        assert rejection(evidence) == Rejection(("refactored",), CHECK, (), ("matters", "is elsewhere"))

    def test_a_counterexample_that_was_shrunk_changes_nothing(self) -> None:
        """Those on mutants weren't, so they are compared with another run on the program."""
        evidence = replace(WRONG, subject=Repeats((run(OTHERWISE), run(FAILED)), (run(FAILED),)))

        found = rejection(evidence)

        assert found is not None
        assert found.matter == ("matters",)

    def test_other_tests_have_none(self) -> None:
        """They say nothing about the rules."""
        assert rejection(replace(WRONG, subject=steady(PASSED), references={})) is None
        assert rejection(replace(WRONG, subject=Repeats((run(FAILED),), (run(PASSED),)))) is None


SUITE = """
import pytest
from ages import is_adult
from hypothesis import given
from hypothesis import strategies as st


def test_wrong():
    assert is_adult(18) is False


@given(st.integers(18, 99))
def test_property(age):
    assert not is_adult(age)


def test_over_specified():
    with pytest.raises(ValueError, match="an age can't be negative"):
        is_adult(-1)


def test_never_passes():
    undefined()
"""


@pytest.fixture(scope="module")
def verdict(ages_pool: Pool) -> Verdict:
    """Return the verdict on the suite, with another reference and two mutants."""
    other = PROGRAM.replace("an age can't be negative", "less than zero")
    mutants = mutant("one-year-later", ">=", ">"), mutant("any-age", "    if age < 0:", "    if False:")
    return judged(ages_pool, SUITE, *mutants, references={"refactored": other})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "test_wrong",
            Rejection(BOTH, FailedCheck("is_adult(18)", "True", "False"), accepts=("one-year-later",)),
            id="wrong",
        ),
        pytest.param(
            "test_property",
            Rejection(BOTH, FailedCheck("is_adult(18)", "True", "False"), matter=("one-year-later",)),
            id="a wrong property, by its smallest counterexample",
        ),
        pytest.param(
            "test_over_specified",
            Rejection(BOTH[1:], FailedCheck("is_adult(-1)", "raise ValueError"), matter=("any-age",)),
            id="over-specified, by what it has checked on the other program",
        ),
        pytest.param("test_never_passes", None, id="broken"),
    ],
)
def test_real_runs_show_what_a_test_has_checked(name: str, expected: Rejection | None, verdict: Verdict) -> None:
    """Tests that reject a correct program run there once more."""
    assert find_test(verdict, name).rejection == expected


MANY_STEPS = """
from ages import is_adult
from hypothesis import given
from hypothesis import strategies as st


def same(value):
    return value


def test_wrong():
    for number in range(500_000):
        same(number)
    assert is_adult(18) is False


@given(st.integers(18, 99))
def test_property(age):
    for number in range(10_000):
        same(number)
    assert not is_adult(age)
"""


@pytest.mark.slow
def test_too_many_steps_hide_what_a_test_has_checked(ages_pool: Pool) -> None:
    """Tracing them would take long; not those of a property, whose last example is the one that counts."""
    verdict = judged(ages_pool, MANY_STEPS)

    assert find_test(verdict, "test_wrong").rejection == Rejection(("the program",), FailedCheck())
    assert find_test(verdict, "test_property").rejection == Rejection(
        ("the program",), FailedCheck("is_adult(18)", "True", "False")
    )
