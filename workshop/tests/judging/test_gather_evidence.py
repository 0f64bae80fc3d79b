"""Evidence is gathered from real runs: a suite with a test for every status gets the verdict that it deserves."""

from pathlib import Path

import pytest

from tests.ages import PROGRAM, find_mutant, find_test, judged, mutant, mutant_with_statements, run, write_project
from tests.judging.every_status import SUITE
from workshop.engine.controller.pool import Pool
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import RunOptions
from workshop.judging.options import JudgingOptions
from workshop.judging.verdict import Verdict
from workshop.variants.variant import stub_variant, with_mutant

OTHER_MESSAGE = PROGRAM.replace("an age can't be negative", "less than zero").replace("age >= ADULT", "not age < ADULT")

ONE_YEAR_LATER = mutant("one-year-later", ">=", ">")
ANY_AGE = mutant("any-age", "    if age < 0:", "    if False:")
ADULT_AT_21 = mutant("adult-at-21", "ADULT = 18", "ADULT = 21")
EQUIVALENT = mutant_with_statements("equivalent", "sorted([2, 1])")
MUTANTS = (ONE_YEAR_LATER, ANY_AGE, ADULT_AT_21, EQUIVALENT)


@pytest.fixture(scope="module")
def verdict(ages_pool: Pool) -> Verdict:
    """Return the verdict on the suite, with another reference and four mutants."""
    return judged(ages_pool, SUITE, *MUTANTS, references={"refactored": OTHER_MESSAGE})


@pytest.mark.parametrize(
    ("name", "status", "evidence"),
    [
        pytest.param("test_sound", "sound", "kills 2 of 4", id="sound"),
        pytest.param("test_property", "sound", "kills 2 of 4", id="a sound property"),
        pytest.param("test_smoke", "sound", "kills 0 of 4", id="a test without an assertion"),
        pytest.param("test_constant", "sound", "kills 1 of 4", id="a test of a constant, which calls no function"),
        pytest.param("test_vacuous", "vacuous", "it passes even if every function raises", id="vacuous"),
        pytest.param("test_vacuous_with_raises", "vacuous", "it passes even if every", id="raises(Exception)"),
        pytest.param("test_wrong", "wrong", "on the program: AssertionError: assert False", id="wrong"),
        pytest.param("test_over_specified", "over-specified", "on refactored, which is correct", id="over-specified"),
        pytest.param("test_flaky", "flaky", "on the program: passed, then failed", id="flaky"),
        pytest.param("test_first_visitor", "order-dependent", "on the program: passed in order", id="order-dependent"),
        pytest.param("test_second_visitor", "order-dependent", "on the program: passed in order", id="its counterpart"),
        pytest.param("test_skipped", "skipped", "skipped: not today", id="skipped"),
        pytest.param("test_xfail", "skipped", "expected to fail, and does", id="expected to fail"),
        pytest.param("test_strict_xfail", "skipped", "expected to fail, and does", id="strictly expected to fail"),
    ],
)
def test_status_of_a_test(name: str, status: str, evidence: str, verdict: Verdict) -> None:
    """Each test has the first status that applies, and the evidence for it."""
    test = find_test(verdict, name)

    assert test.status == status
    assert test.evidence.startswith(evidence)


def test_suite_that_is_trusted_has_the_same_verdict(ages_pool: Pool, verdict: Verdict) -> None:
    """With fewer runs."""
    options = JudgingOptions(is_trusted=True)

    trusted = judged(ages_pool, SUITE, *MUTANTS, references={"refactored": OTHER_MESSAGE}, options=options)

    assert [(test.name, test.status, test.kills) for test in trusted.tests] == [
        (test.name, test.status, test.kills) for test in verdict.tests
    ]
    assert trusted.mutants == verdict.mutants


def test_smoke_tests_are_marked(verdict: Verdict) -> None:
    """A sound test that kills nothing, and passes if every function returns None, only shows that nothing is raised."""
    assert [test.name for test in verdict.tests if test.is_smoke] == ["test_ages.py::test_smoke"]


def test_only_sound_tests_kill(verdict: Verdict) -> None:
    """A mutant survives if only wrong, over-specified or flaky tests fail on it."""
    killers = {each.name: list(find_mutant(verdict, each.name).killers) for each in MUTANTS}

    assert killers == {
        "one-year-later": ["test_ages.py::test_sound", "test_ages.py::test_property"],
        "any-age": [],
        "adult-at-21": [f"test_ages.py::test_{name}" for name in ("sound", "property", "constant")],
        "equivalent": [],
    }


def test_kill_has_the_message_of_the_failure(verdict: Verdict) -> None:
    """The message is one line, with the values that pytest shows."""
    outcome = find_mutant(verdict, "one-year-later").killers["test_ages.py::test_sound"]

    assert (outcome.status, outcome.cause) == ("failed", "assertion")
    assert outcome.message == "AssertionError: assert False +  where False = is_adult(18)"


def test_kill_by_a_property_has_a_counterexample(verdict: Verdict) -> None:
    """The message names the input, which isn't shrunk on mutants."""
    outcome = find_mutant(verdict, "adult-at-21").killers["test_ages.py::test_property"]

    assert "Failing test case: test_property( age=" in outcome.message


def test_property_that_fails_on_a_correct_program_has_the_smallest_counterexample(ages_pool: Pool) -> None:
    """It's what the learner has to understand."""
    tests = """
from ages import is_adult
from hypothesis import given, strategies as st


@given(st.integers(0))
def test_wrong(age):
    assert is_adult(age) <= (age < 10**3)
"""

    test = find_test(judged(ages_pool, tests), "test_wrong")

    assert test.status == "wrong"
    assert test.evidence.endswith("Failing test case: test_wrong( age=1000, )")


def test_score_is_the_share_of_killed_mutants(verdict: Verdict) -> None:
    """Two of four mutants are killed, so the suite isn't done."""
    assert verdict.score == 0.5
    assert not verdict.is_done


def test_suite_that_kills_all_mutants_is_done(ages_pool: Pool) -> None:
    """Nothing is left to do if every mutant is killed and no test is disqualified."""
    tests = "from ages import is_adult\n\n\ndef test_limit():\n    assert not is_adult(17)\n    assert is_adult(18)\n"

    verdict = judged(ages_pool, tests, ONE_YEAR_LATER, ADULT_AT_21)

    assert verdict.is_done
    assert verdict.score == 1


@pytest.mark.parametrize(
    ("tests", "error"),
    [
        pytest.param("def test_nothing(:\n", "SyntaxError: ", id="a syntax error"),
        pytest.param("from ages import is_child\n", "ImportError: cannot import name 'is_child'", id="a wrong name"),
        pytest.param(
            "import sys\nfrom types import ModuleType\n\nsys.modules['ages'] = ModuleType('ages')\n"
            "sys.modules['ages'].__file__ = '/somewhere/ages.py'\n",
            "the tests import ages from /somewhere/ages.py, not from where it's judged",
            id="another program with the same name",
        ),
        pytest.param(
            "import sys\n\nsys.exit(3)\n",
            "test_ages.py:3: the file ends the program when it's imported: SystemExit(3)",
            id="the end of the program",
        ),
    ],
)
def test_suite_that_cannot_be_collected_is_an_error(tests: str, error: str, ages_pool: Pool) -> None:
    """The verdict then has nothing but the error."""
    verdict = judged(ages_pool, tests, ONE_YEAR_LATER)

    assert error in verdict.error
    assert (verdict.tests, verdict.mutants, verdict.is_done) == ((), (), False)


def test_empty_suite_kills_nothing(ages_pool: Pool) -> None:
    """A suite without tests isn't an error."""
    verdict = judged(ages_pool, "", ONE_YEAR_LATER)

    assert (verdict.error, verdict.score) == ("", 0)


@pytest.mark.slow
def test_verdict_does_not_depend_on_the_environment(
    verdict: Verdict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the hash seed nor options for pytest change a status or a message."""
    monkeypatch.setenv("PYTHONHASHSEED", "4711")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only")

    with Pool(*write_project(tmp_path)) as pool:
        again = judged(pool, SUITE, *MUTANTS, references={"refactored": OTHER_MESSAGE})

    assert again == verdict


@pytest.mark.skipif(not CAN_FORK, reason="every run is a new process here")
@pytest.mark.slow
def test_runs_in_new_processes_have_the_same_outcomes(tmp_path: Path) -> None:
    """Where processes can't fork, as on Windows, nothing else changes: not even costs, lines or messages."""
    subject, suite = write_project(tmp_path, SUITE)
    variants = [with_mutant(subject, ADULT_AT_21), stub_variant(subject, "raising")]
    options = RunOptions((f"{suite.tests[0]}",), reverse=True, seed=1)
    with Pool(subject, suite) as pool, Pool(subject, suite, fork=False) as spawning:
        pairs = [[run(each, options, variant) for each in (pool, spawning)] for variant in variants]

    forked, new = zip(
        *[[(each.outcomes, each.problems, each.costs, each.lines) for each in pair] for pair in pairs], strict=True
    )
    assert new == forked
