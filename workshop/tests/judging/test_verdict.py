"""What a verdict says as a whole: its score, whether the suite is done, and remarks on tests."""

from dataclasses import replace

import pytest

from workshop.engine.protocol import Outcome
from workshop.judging.status import TestStatus
from workshop.judging.verdict import JudgedMutant, JudgedTest, Verdict

FAILED = Outcome("failed", "assertion", "2 == 1")
KILLED, SURVIVING = JudgedMutant("killed", {"it": FAILED}), JudgedMutant("surviving", {})
SOUND = JudgedTest("it", "sound", "kills 1 of 1", ("killed",))
DONE = Verdict((SOUND,), (KILLED,))


def with_status(status: TestStatus) -> Verdict:
    """Return a verdict on a suite that kills the mutant and has another test with this status."""
    return replace(DONE, tests=(SOUND, JudgedTest("other", status, "", ())))


@pytest.mark.parametrize(
    ("killed", "score"),
    [
        pytest.param([True, True], 1, id="all"),
        pytest.param([True, False, False, False], 0.25, id="one of four"),
        pytest.param([], 1, id="no mutants"),
    ],
)
def test_score_is_the_share_of_killed_mutants(killed: list[bool], score: float) -> None:
    """The score is between 0 and 1."""
    assert Verdict(mutants=tuple(KILLED if each else SURVIVING for each in killed)).score == score


def test_suite_that_cannot_be_collected_has_no_score() -> None:
    """Nothing was killed, although no mutant is known to survive."""
    assert Verdict(error="SyntaxError: invalid syntax").score == 0


@pytest.mark.parametrize(
    ("verdict", "is_done"),
    [
        pytest.param(DONE, True, id="every mutant is killed"),
        pytest.param(replace(DONE, mutants=(KILLED, SURVIVING)), False, id="a mutant survives"),
        pytest.param(replace(DONE, error="no module"), False, id="the suite can't be collected"),
        pytest.param(with_status("flaky"), False, id="a test is flaky"),
        pytest.param(with_status("order-dependent"), False, id="a test is order-dependent"),
        pytest.param(with_status("wrong"), False, id="a test is wrong"),
        pytest.param(with_status("over-specified"), False, id="a test is over-specified"),
        pytest.param(with_status("skipped"), True, id="a test is skipped"),
        pytest.param(with_status("vacuous"), True, id="a test is vacuous"),
    ],
)
def test_suite_is_done(verdict: Verdict, *, is_done: bool) -> None:
    """A disqualified test must be fixed first; a skipped or vacuous one may stay."""
    assert verdict.is_done == is_done


def test_mutants_are_killed_or_survive() -> None:
    """A mutant that isn't part of the verdict has no killers either."""
    verdict = replace(DONE, mutants=(KILLED, SURVIVING))

    assert (verdict.killed, verdict.survivors) == (("killed",), ("surviving",))
    assert [verdict.killers(name) for name in ("killed", "surviving", "unknown")] == [{"it": FAILED}, {}, {}]


@pytest.mark.parametrize(
    ("test", "remark"),
    [
        pytest.param(SOUND, "", id="sound"),
        pytest.param(replace(SOUND, status="flaky", seconds=2), "flaky", id="flaky and slow"),
        pytest.param(replace(SOUND, is_smoke=True, seconds=2), "smoke", id="smoke and slow"),
        pytest.param(replace(SOUND, is_smoke=True, finds_nothing=True), "finds nothing", id="smoke and finds nothing"),
        pytest.param(replace(SOUND, finds_nothing=True, seconds=2), "finds nothing", id="finds nothing and slow"),
        pytest.param(replace(SOUND, seconds=1.1), "slow", id="more than a second"),
        pytest.param(replace(SOUND, seconds=1.0), "", id="a second"),
    ],
)
def test_remark_on_a_test(test: JudgedTest, remark: str) -> None:
    """The status of a test comes first, then whether it's a smoke test, then whether it's slow."""
    assert test.remark == remark


@pytest.mark.parametrize(
    ("verdict", "may_differ"),
    [
        pytest.param(DONE, False, id="done"),
        pytest.param(with_status("wrong"), False, id="a test is wrong"),
        pytest.param(with_status("timed out"), True, id="a test timed out"),
        pytest.param(with_status("flaky"), True, id="a test is flaky"),
        pytest.param(with_status("order-dependent"), True, id="a test is order-dependent"),
        pytest.param(Verdict(error="no such module", error_cause="import"), False, id="the suite can't be imported"),
        pytest.param(Verdict(error="still running", error_cause="time-out"), True, id="it can't in time"),
        pytest.param(
            replace(DONE, mutants=(JudgedMutant("killed", {"it": Outcome("failed", "time-out")}),)),
            True,
            id="a mutant is killed by a timeout",
        ),
    ],
)
def test_verdict_may_differ_next_time(verdict: Verdict, *, may_differ: bool) -> None:
    """On a machine that is less busy, or by chance."""
    assert verdict.may_differ_next_time == may_differ
