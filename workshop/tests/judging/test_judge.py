"""The status of a test follows from the evidence; if several apply, the most serious one is given."""

from dataclasses import replace

import pytest

from tests.judging.evidences import FAILED, MISSING, PASSED, SKIPPED, SOUND, again, both, run
from workshop.engine.controller.run_state import NOT_RUN
from workshop.engine.protocol import PROPERTY_COST, Outcome
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence, Repeats
from workshop.judging.judge import judge
from workshop.judging.status import TestStatus
from workshop.judging.verdict import JudgedMutant, JudgedTest

NOT_IMPORTED = Run(problems={"": Outcome("failed", "import", "no such module")})
KILLS_NOTHING = replace(SOUND, mutants={"forgets": run(PASSED)})
VACUOUS = replace(KILLS_NOTHING, raising=run(PASSED), silent=run(PASSED))
OVER_SPECIFIED = replace(VACUOUS, references={"refactored": both(FAILED)})
SKIPPED_THERE = replace(OVER_SPECIFIED, subject=both(SKIPPED))
SKIPPED_ELSEWHERE = replace(SOUND, references={"refactored": both(Outcome("skipped", message="skipped: no cache"))})
WRONG = replace(OVER_SPECIFIED, subject=both(FAILED))
ORDER_DEPENDENT = replace(WRONG, subject=again((FAILED, FAILED), (PASSED, PASSED)))
BROKEN_OUTCOME = Outcome("failed", "error in the test", "NameError: say", line=7)
LATE = Outcome("failed", "time-out", "still running after 10 s")
BROKEN = replace(WRONG, subject=both(BROKEN_OUTCOME))
TIMED_OUT = replace(WRONG, subject=both(LATE, PASSED))
LATE_ELSEWHERE = replace(SOUND, references={"refactored": both(PASSED, LATE)})
FLAKY = replace(WRONG, subject=both(FAILED, PASSED))
DIFFERING = "failed in order, passed in reverse"


def the_test(evidence: Evidence) -> JudgedTest:
    """Return the verdict on the only test."""
    [test] = judge(evidence).tests
    return test


@pytest.mark.parametrize(
    ("evidence", "status", "shown"),
    [
        pytest.param(BROKEN, "broken", "NameError: say", id="broken"),
        pytest.param(
            TIMED_OUT, "timed out", "It was still running after 10 s on the program, even on its own.", id="timed out"
        ),
        pytest.param(
            LATE_ELSEWHERE,
            "timed out",
            "It was still running after 10 s on refactored, even on its own.",
            id="timed out on another reference",
        ),
        pytest.param(
            replace(WRONG, subject=both(BROKEN_OUTCOME, PASSED)),
            "flaky",
            "on the program: failed, then passed (NameError: say)",
            id="broken once only",
        ),
        pytest.param(
            replace(SOUND, references={"refactored": both(NOT_RUN)}),
            "skipped",
            "on refactored, which is correct too: not run: a test before it timed out",
            id="kept from running on another reference",
        ),
        pytest.param(
            replace(SOUND, references={"refactored": again((NOT_RUN, NOT_RUN), (PASSED, PASSED))}),
            "sound",
            "kills 1 of 2",
            id="kept from running in one order",
        ),
        pytest.param(FLAKY, "flaky", "on the program: failed, then passed (2 == 1)", id="flaky"),
        pytest.param(ORDER_DEPENDENT, "order-dependent", f"on the program: {DIFFERING} (2 == 1)", id="order-dependent"),
        pytest.param(WRONG, "wrong", "on the program: 2 == 1", id="wrong"),
        pytest.param(SKIPPED_THERE, "skipped", "it never ran to its end", id="skipped"),
        pytest.param(
            OVER_SPECIFIED, "over-specified", "on refactored, which is correct too: 2 == 1", id="over-specified"
        ),
        pytest.param(
            replace(OVER_SPECIFIED, references={"refactored": both(MISSING)}),
            "over-specified",
            "on refactored, which is correct too: missing",
            id="not there on another reference",
        ),
        pytest.param(
            SKIPPED_ELSEWHERE,
            "skipped",
            "on refactored, which is correct too: skipped: no cache",
            id="skipped on another reference",
        ),
        pytest.param(
            replace(SKIPPED_ELSEWHERE, references={"rewritten": both(SKIPPED), **OVER_SPECIFIED.references}),
            "over-specified",
            "on refactored, which is correct too: 2 == 1",
            id="skipped on one reference, and rejects another",
        ),
        pytest.param(VACUOUS, "vacuous", "it passes even if every function raises, and kills no mutant", id="vacuous"),
        pytest.param(SOUND, "sound", "kills 1 of 2", id="sound"),
    ],
)
def test_first_status_that_applies_is_given(evidence: Evidence, status: TestStatus, shown: str) -> None:
    """All of these tests but the last would also be vacuous, for example."""
    test = the_test(evidence)

    assert (test.status, test.evidence) == (status, shown)


@pytest.mark.parametrize(
    ("repeats", "status"),
    [
        pytest.param(both(PASSED, FAILED), "flaky", id="runs not repeated"),
        pytest.param(again((PASSED, FAILED), (FAILED, FAILED)), "flaky", id="forward with another seed"),
        pytest.param(again((PASSED, PASSED), (FAILED, PASSED)), "flaky", id="backward with another seed"),
        pytest.param(again((PASSED, FAILED), (FAILED, PASSED)), "flaky", id="only the seed"),
        pytest.param(again((PASSED, PASSED), (FAILED, FAILED)), "order-dependent", id="only the order"),
        pytest.param(again((PASSED, PASSED), (MISSING, MISSING)), "order-dependent", id="collected in one order only"),
        pytest.param(again((PASSED, PASSED), (PASSED, PASSED)), "sound", id="another test differed"),
    ],
)
@pytest.mark.parametrize("reference", ["the program", "refactored"])
def test_differing_outcomes_on_a_reference(reference: str, repeats: Repeats, status: TestStatus) -> None:
    """A test depends on the order if the outcomes differ with the order and nothing else; otherwise it's flaky."""
    runs = {"subject": repeats} if reference == "the program" else {"references": {reference: repeats}}

    test = the_test(replace(SOUND, **runs))

    assert test.status == status
    assert test.evidence.startswith(f"on {reference}: ") == (status != "sound")


@pytest.mark.parametrize(
    ("evidence", "status"),
    [
        pytest.param(replace(VACUOUS, mutants=SOUND.mutants), "sound", id="passes on the raising stub and kills"),
        pytest.param(replace(VACUOUS, raising=run(FAILED)), "sound", id="fails on the raising stub and kills nothing"),
        pytest.param(replace(VACUOUS, mutants={}), "vacuous", id="no mutants"),
        pytest.param(
            replace(VACUOUS, mutants={"broken": NOT_IMPORTED}), "vacuous", id="a mutant that can't be imported"
        ),
    ],
)
def test_vacuous_test_passes_on_the_raising_stub_and_kills_nothing(evidence: Evidence, status: TestStatus) -> None:
    """A test of a constant passes if every function raises, but it may kill."""
    assert the_test(evidence).status == status


def test_test_that_never_ran_is_not_sound() -> None:
    """A test between two that hang runs neither forward nor backward."""
    assert the_test(replace(SOUND, subject=both(MISSING))).status != "sound"


@pytest.mark.parametrize(
    ("evidence", "is_smoke"),
    [
        pytest.param(replace(KILLS_NOTHING, silent=run(PASSED)), True, id="sound, passes on the silent stub"),
        pytest.param(KILLS_NOTHING, False, id="sound, fails on the silent stub"),
        pytest.param(replace(SOUND, silent=run(PASSED)), False, id="kills"),
        pytest.param(VACUOUS, False, id="not sound"),
    ],
)
def test_smoke_test_passes_if_every_function_returns_none(evidence: Evidence, *, is_smoke: bool) -> None:
    """Only a sound test that kills nothing is a smoke test."""
    assert the_test(evidence).is_smoke == is_smoke


@pytest.mark.parametrize(
    ("on_another", "remark"),
    [pytest.param(PASSED, True, id="it ran"), pytest.param(MISSING, False, id="it didn't run")],
)
def test_nothing_is_remarked_unless_the_test_ran_on_every_mutant(on_another: Outcome, *, remark: bool) -> None:
    """One before it may have ended the run, and who knows what this one would have found."""
    first = replace(run(PASSED), costs={"it": PROPERTY_COST})
    evidence = replace(
        KILLS_NOTHING,
        subject=Repeats((first,), (first,)),
        mutants={"forgets": run(PASSED), "loops": run(on_another)},
        silent=run(PASSED),
        traced=Run(without_assertion=frozenset({"it"})),
    )

    test = the_test(evidence)

    assert (test.is_smoke, test.finds_nothing, test.never_asserts) == (remark, remark, remark)


def test_test_lists_the_mutants_on_which_it_fails() -> None:
    """They are in the order of the evidence."""
    mutants = {"b": run(FAILED), "c": run(PASSED), "d": run(SKIPPED), "e": run(MISSING), "a": run(FAILED)}

    assert the_test(replace(SOUND, mutants=mutants)).kills == ("b", "a")


def test_mutant_lists_its_killers() -> None:
    """Its killers are the sound tests that fail on it, each with the outcome."""
    mutants = {"off-by-one": run(one=FAILED, two=PASSED, wrong=FAILED), "forgets": run(wrong=FAILED)}
    repeats = Repeats(*[(run(one=PASSED, two=PASSED, wrong=FAILED),)] * 2)

    verdict = judge(replace(SOUND, subject=repeats, references={}, mutants=mutants))

    assert verdict.mutants == (JudgedMutant("off-by-one", {"one": FAILED}), JudgedMutant("forgets", {}))
    assert [mutant.is_killed for mutant in verdict.mutants] == [True, False]
