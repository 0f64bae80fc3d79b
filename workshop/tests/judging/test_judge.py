"""The status of a test follows from the evidence; if several apply, the most serious one is given."""

from dataclasses import replace

import pytest

from workshop.engine.protocol import PROPERTY_COST, Outcome
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence, Repeats
from workshop.judging.judge import judge
from workshop.judging.status import TestStatus
from workshop.judging.verdict import JudgedMutant, JudgedTest, Verdict

PASSED = Outcome("passed")
FAILED = Outcome("failed", "assertion", "2 == 1")
SKIPPED = Outcome("skipped")
MISSING = Outcome("missing")


def run(outcome: Outcome | None = None, /, **outcomes: Outcome) -> Run:
    """Return a run of one test, `it`, or of the named ones."""
    return Run({"it": outcome} if outcome else outcomes)


def both(forward: Outcome, backward: Outcome | None = None) -> Repeats:
    """Return one run forward and one backward, by default with the same outcome."""
    return Repeats((run(forward),), (run(backward or forward),))


def again(forward: tuple[Outcome, Outcome], backward: tuple[Outcome, Outcome]) -> Repeats:
    """Return two runs forward and two backward."""
    return Repeats(tuple(map(run, forward)), tuple(map(run, backward)))


SOUND = Evidence(
    subject=both(PASSED),
    references={"refactored": both(PASSED)},
    raising=run(FAILED),
    silent=run(FAILED),
    mutants={"off-by-one": run(FAILED), "forgets": run(PASSED)},
)
NOT_IMPORTED = Run(problems={"": Outcome("failed", "import", "no such module")})
KILLS_NOTHING = replace(SOUND, mutants={"forgets": run(PASSED)})
VACUOUS = replace(KILLS_NOTHING, raising=run(PASSED), silent=run(PASSED))
OVER_SPECIFIED = replace(VACUOUS, references={"refactored": both(FAILED)})
SKIPPED_THERE = replace(OVER_SPECIFIED, subject=both(SKIPPED))
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
        pytest.param(FLAKY, "flaky", "on the program: failed, then passed (2 == 1)", id="flaky"),
        pytest.param(ORDER_DEPENDENT, "order-dependent", f"on the program: {DIFFERING} (2 == 1)", id="order-dependent"),
        pytest.param(WRONG, "wrong", "on the program: 2 == 1", id="wrong"),
        pytest.param(SKIPPED_THERE, "skipped", "it never ran to its end", id="skipped"),
        pytest.param(
            OVER_SPECIFIED, "over-specified", "on refactored, which is correct too: 2 == 1", id="over-specified"
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
