"""The verdict on a test: each word by its example, and which word is said first where two apply."""

from dataclasses import replace

import pytest

from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.judge import Evidence, Repeats, judge
from workshop.judging.verdict import JudgedMutant, JudgedTest, TestStatus, Verdict

PASSED = Outcome("passed")
FAILED = Outcome("failed", "assertion", "2 == 1")
SKIPPED = Outcome("skipped")
MISSING = Outcome("missing")


def run(outcome: Outcome | None = None, /, **outcomes: Outcome) -> Run:
    """Return a run of one test, which is called `it`, or of those that are named."""
    return Run({"it": outcome} if outcome else outcomes, problems={}, costs={}, seconds={})


def both(forward: Outcome, backward: Outcome | None = None) -> Repeats:
    """Return the runs of one test in either order: with the same outcome, if no other is given."""
    return Repeats((run(forward),), (run(backward or forward),))


def again(forward: tuple[Outcome, Outcome], backward: tuple[Outcome, Outcome]) -> Repeats:
    """Return two runs of one test in either order."""
    return Repeats(tuple(map(run, forward)), tuple(map(run, backward)))


SOUND = Evidence(
    subject=both(PASSED),
    references={"refactored": both(PASSED)},
    raising=run(FAILED),
    silent=run(FAILED),
    mutants={"off-by-one": run(FAILED), "forgets": run(PASSED)},
)
NOT_IMPORTED = Run({}, problems={"": Outcome("failed", "import", "no such module")}, costs={}, seconds={})
KILLS_NOTHING = replace(SOUND, mutants={"forgets": run(PASSED)})
VACUOUS = replace(KILLS_NOTHING, raising=run(PASSED), silent=run(PASSED))
OVER_SPECIFIED = replace(VACUOUS, references={"refactored": both(FAILED)})
SKIPPED_THERE = replace(OVER_SPECIFIED, subject=both(SKIPPED))
WRONG = replace(OVER_SPECIFIED, subject=both(FAILED))
ORDER_DEPENDENT = replace(WRONG, subject=again((FAILED, FAILED), (PASSED, PASSED)))
FLAKY = replace(WRONG, subject=both(FAILED, PASSED))
DIFFERING = "failed in order, passed in reverse"


def the_test(evidence: Evidence) -> JudgedTest:
    """Return what is said of the one test."""
    [test] = judge(evidence).tests
    return test


@pytest.mark.parametrize(
    ("evidence", "word", "shown"),
    [
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
def test_the_first_word_that_applies_is_said(evidence: Evidence, word: TestStatus, shown: str) -> None:
    """All of these but the last are vacuous too, and each is also what comes after it."""
    test = the_test(evidence)

    assert (test.status, test.evidence) == (word, shown)


@pytest.mark.parametrize(
    ("repeats", "word"),
    [
        pytest.param(both(PASSED, FAILED), "flaky", id="nobody looked further"),
        pytest.param(again((PASSED, FAILED), (FAILED, FAILED)), "flaky", id="forward, another seed"),
        pytest.param(again((PASSED, PASSED), (FAILED, PASSED)), "flaky", id="backward, another seed"),
        pytest.param(again((PASSED, FAILED), (FAILED, PASSED)), "flaky", id="only the seed"),
        pytest.param(again((PASSED, PASSED), (FAILED, FAILED)), "order-dependent", id="only the order"),
        pytest.param(again((PASSED, PASSED), (MISSING, MISSING)), "order-dependent", id="there in one order only"),
        pytest.param(again((PASSED, PASSED), (PASSED, PASSED)), "sound", id="another test differed"),
    ],
)
@pytest.mark.parametrize("where", [pytest.param("the program"), pytest.param("refactored")])
def test_a_test_whose_outcomes_differ_is_unsteady(where: str, repeats: Repeats, word: TestStatus) -> None:
    """On any reference; it depends on the order where nothing else makes a difference."""
    subject = {"subject": repeats} if where == "the program" else {"references": {where: repeats}}

    test = the_test(replace(SOUND, **subject))

    assert test.status == word
    assert test.evidence.startswith(f"on {where}: ") == (word != "sound")


@pytest.mark.parametrize(
    ("evidence", "word"),
    [
        pytest.param(replace(VACUOUS, mutants=SOUND.mutants), "sound", id="passes there and kills"),
        pytest.param(replace(VACUOUS, raising=run(FAILED)), "sound", id="fails there and kills nothing"),
        pytest.param(replace(VACUOUS, mutants={}), "vacuous", id="there is nothing to kill"),
        pytest.param(replace(VACUOUS, mutants={"broken": NOT_IMPORTED}), "vacuous", id="a mutant cannot be imported"),
    ],
)
def test_a_vacuous_test_notices_nothing_at_all(evidence: Evidence, word: TestStatus) -> None:
    """A test of a constant passes where every function raises, and may kill."""
    assert the_test(evidence).status == word


def test_a_test_that_never_came_to_its_turn_is_not_sound() -> None:
    """As one between two that do not end, whichever comes first: nobody knows what it would have shown."""
    assert the_test(replace(SOUND, subject=both(MISSING))).status != "sound"


@pytest.mark.parametrize(
    ("evidence", "is_smoke"),
    [
        pytest.param(replace(KILLS_NOTHING, silent=run(PASSED)), True, id="sound, and passes on the silent hollow"),
        pytest.param(KILLS_NOTHING, False, id="sound, and fails on the silent hollow"),
        pytest.param(replace(SOUND, silent=run(PASSED)), False, id="kills"),
        pytest.param(VACUOUS, False, id="not sound"),
    ],
)
def test_a_smoke_test_passes_where_every_function_returns_none(evidence: Evidence, *, is_smoke: bool) -> None:
    """It is a remark on a sound test that kills nothing."""
    assert the_test(evidence).is_smoke == is_smoke


def test_a_test_knows_the_mutants_on_which_it_fails() -> None:
    """Those alone, in the order of the evidence."""
    mutants = {"b": run(FAILED), "c": run(PASSED), "d": run(SKIPPED), "e": run(MISSING), "a": run(FAILED)}

    assert the_test(replace(SOUND, mutants=mutants)).kills == ("b", "a")


def test_a_mutant_knows_its_killers() -> None:
    """The sound tests that fail on it, each with the reason."""
    mutants = {"off-by-one": run(one=FAILED, two=PASSED, wrong=FAILED), "forgets": run(wrong=FAILED)}
    repeats = Repeats(*[(run(one=PASSED, two=PASSED, wrong=FAILED),)] * 2)

    verdict = judge(replace(SOUND, subject=repeats, references={}, mutants=mutants))

    assert verdict.mutants == (JudgedMutant("off-by-one", {"one": FAILED}), JudgedMutant("forgets", {}))
    assert [mutant.is_killed for mutant in verdict.mutants] == [True, False]


def test_tests_are_judged_in_the_order_of_the_files() -> None:
    """And after them those that were there in another run only."""
    repeats = Repeats((run(b=PASSED, a=PASSED),), (run(c=PASSED, a=PASSED, b=PASSED),))

    verdict = judge(replace(SOUND, subject=repeats, references={}))

    assert [(test.name, test.status) for test in verdict.tests] == [("b", "sound"), ("a", "sound"), ("c", "flaky")]


def test_a_suite_that_cannot_be_collected_is_an_error() -> None:
    """In the words of all its problems, and nothing else is said."""
    problems = {"test_a.py": Outcome("failed", "import", "no a"), "test_b.py": Outcome("failed", "import", "no b")}
    broken = Repeats((replace(run(PASSED), problems=problems),), (run(PASSED),))

    assert judge(replace(SOUND, subject=broken)) == Verdict(error="no a\nno b")


@pytest.mark.parametrize(
    ("killed", "score"),
    [
        pytest.param([True, True], 1, id="all"),
        pytest.param([True, False, False, False], 0.25, id="one of four"),
        pytest.param([], 1, id="there are none"),
    ],
)
def test_the_score_is_the_share_of_mutants_that_are_killed(killed: list[bool], score: float) -> None:
    """From 0 to 1."""
    mutants = (
        JudgedMutant(f"{number}", {"it": FAILED} if is_killed else {}) for number, is_killed in enumerate(killed)
    )

    assert Verdict(mutants=tuple(mutants)).score == score


DONE = Verdict((JudgedTest("it", "sound", "kills 1 of 1", ("x",)),), (JudgedMutant("x", {"it": FAILED}),))


@pytest.mark.parametrize(
    ("verdict", "is_done"),
    [
        pytest.param(DONE, True, id="every mutant is killed"),
        pytest.param(replace(DONE, mutants=(*DONE.mutants, JudgedMutant("y", {}))), False, id="one survives"),
        pytest.param(replace(DONE, error="no module"), False, id="it cannot be collected"),
        pytest.param(replace(DONE, tests=(*DONE.tests, the_test(FLAKY))), False, id="a test is flaky"),
        pytest.param(replace(DONE, tests=(the_test(ORDER_DEPENDENT),)), False, id="a test is order-dependent"),
        pytest.param(replace(DONE, tests=(the_test(WRONG),)), False, id="a test is wrong"),
        pytest.param(replace(DONE, tests=(the_test(OVER_SPECIFIED),)), False, id="a test is over-specified"),
        pytest.param(replace(DONE, tests=(the_test(SKIPPED_THERE),)), True, id="a test is skipped"),
        pytest.param(replace(DONE, tests=(the_test(VACUOUS),)), True, id="a test is vacuous"),
    ],
)
def test_whether_a_suite_is_done_where(verdict: Verdict, *, is_done: bool) -> None:
    """A test that must be set aside is to be mended first; one that only does not count may stay."""
    assert verdict.is_done == is_done


def test_a_suite_that_could_not_be_collected_has_no_score() -> None:
    """Nothing was killed, although no mutant is known to survive."""
    assert Verdict(error="SyntaxError: invalid syntax").score == 0
