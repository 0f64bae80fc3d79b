"""A verdict lists each test once, in the order of the first run; if they can't be collected, it says why."""

from dataclasses import replace

import pytest

from tests.judging.evidences import FAILED, PASSED, SOUND, run
from workshop.engine.protocol import Outcome
from workshop.judging.evidence import Repeats
from workshop.judging.judge import judge
from workshop.judging.verdict import Verdict


def test_tests_are_in_the_order_of_the_first_run() -> None:
    """Tests that only another run has come last."""
    repeats = Repeats((run(b=PASSED, a=PASSED),), (run(c=PASSED, a=PASSED, b=PASSED),))

    verdict = judge(replace(SOUND, subject=repeats, references={}))

    assert [(test.name, test.status) for test in verdict.tests] == [("b", "sound"), ("a", "sound"), ("c", "flaky")]


def test_suite_that_cannot_be_collected_is_an_error() -> None:
    """The verdict has the messages of all problems, and nothing else."""
    problems = {"test_a.py": Outcome("failed", "import", "no a"), "test_b.py": Outcome("failed", "import", "no b")}
    broken = Repeats((replace(run(PASSED), problems=problems),), (run(PASSED),))

    assert judge(replace(SOUND, subject=broken)) == Verdict(error="no a\nno b")


def test_timeout_is_the_cause_of_an_error() -> None:
    """Whatever other problems there are: next time it may be another."""
    problems = {"test_a.py": Outcome("failed", "import", "no a"), "": Outcome("failed", "time-out", "still running")}
    broken = Repeats((replace(run(PASSED), problems=problems),), (run(PASSED),))

    assert judge(replace(SOUND, subject=broken)).error_cause == "time-out"


def test_test_whose_name_differs_is_shown_once() -> None:
    """Under its first name, which the evidence says is missing in other runs."""
    first, second = run(**{"it[1]": PASSED}), run(**{"it[2]": PASSED})
    evidence = replace(SOUND, subject=Repeats((first, second), (second, first)), references={})

    [test] = judge(evidence).tests

    assert (test.name, test.status) == ("it[1]", "flaky")
    assert test.evidence == (
        "on the program: passed, then missing; its name differs from run to run, or it isn't always collected"
    )


@pytest.mark.parametrize(
    ("name", "outcome"),
    [pytest.param("it[2]", FAILED, id="fails"), pytest.param("other[2]", PASSED, id="another test")],
)
def test_test_that_only_a_later_run_has_is_shown_too(name: str, outcome: Outcome) -> None:
    """It may fail there, or nothing else may tell of it."""
    first, second = run(**{"it[1]": PASSED}), run(**{"it[1]": PASSED, name: outcome})
    evidence = replace(SOUND, subject=Repeats((first, second), (second, first)), references={})

    assert [test.name for test in judge(evidence).tests] == ["it[1]", name]
