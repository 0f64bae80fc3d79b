"""Turns evidence into a verdict. Pure: nothing is run, read or printed here."""

from collections.abc import Iterator

from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import PROPERTY_COST
from workshop.judging.evidence import Evidence
from workshop.judging.status import status_of
from workshop.judging.verdict import OF_THE_MACHINE, JudgedMutant, JudgedTest, Rejection, Verdict


def judge(evidence: Evidence) -> Verdict:
    """Return the verdict on a suite, with its tests and the mutants in the order of the evidence.

    The statuses are broken, timed out, flaky (or order-dependent), wrong, over-specified, skipped, vacuous, sound; the
    first that applies.
    A test that was skipped, expected to fail, or not reached on the subject never counts.
    """
    first = evidence.subject.runs[0]
    if first.problems:
        problems = [*first.problems.values()]
        late = next((each for each in problems if each.cause in OF_THE_MACHINE), problems[0])
        return Verdict(error="\n".join(each.message for each in problems), error_cause=late.cause)
    tests = tuple(_judged(name, evidence) for name in _names(evidence))
    sound = [test.name for test in tests if test.status == "sound"]
    mutants = (
        JudgedMutant(name, {test: run.outcome(test) for test in sound if run.outcome(test).status == "failed"})
        for name, run in evidence.mutants.items()
    )
    return Verdict(tests, tuple(mutants))


def _names(evidence: Evidence) -> Iterator[str]:
    """Yield the names of the tests: those of the first run, and of later runs what that one tells nothing of.

    If a parameter differs each time, so does the name of a test; it's there already under its first one.
    """
    first, *later = evidence.subject.runs
    yield from first.outcomes
    known = {_function(name) for name in first.outcomes}
    others = {name: None for run in later for name in run.outcomes if name not in first.outcomes}
    for name in others:
        has_passed = all(run.outcome(name).status in ("passed", "missing") for run in later)
        if not (has_passed and _function(name) in known):
            yield name


def _function(test: str) -> str:
    return test.partition("[")[0]


def _judged(name: str, evidence: Evidence) -> JudgedTest:
    on_mutants = {mutant: run.outcome(name).status for mutant, run in evidence.mutants.items()}
    kills = tuple(mutant for mutant, outcome in on_mutants.items() if outcome == "failed")
    status, shown, line = status_of(name, evidence)
    first = evidence.subject.runs[0]
    kills_nothing = status == "sound" and {*on_mutants.values()} <= {"passed"}  # it may not have been run on some
    return JudgedTest(
        name=name,
        status=status,
        evidence=shown,
        kills=kills,
        is_smoke=kills_nothing and evidence.silent.outcome(name).status == "passed",
        never_asserts=kills_nothing and name in evidence.traced.without_assertion,
        finds_nothing=kills_nothing and bool(evidence.mutants) and first.costs.get(name, 0) >= PROPERTY_COST,
        line=line or first.lines.get(name, 0),
        seconds=min((run.seconds[name] for run in evidence.subject.runs if name in run.seconds), default=0.0),
        rejection=_rejection(name, evidence) if status in ("wrong", "over-specified") else None,
    )


def _rejection(name: str, evidence: Evidence) -> Rejection:
    """Return how a test rejects correct programs, and what the mutants have to do with it."""
    correct = {"the program": evidence.subject, **evidence.references}
    last = evidence.subject.forward[-1]  # the failures of the first may have been replaced, to show a counterexample
    on_program = last.outcome(name)
    on_mutants = {mutant: run.outcome(name) for mutant, run in evidence.rejecting.items()}
    is_wrong = on_program.status == "failed"
    failed = {mutant: outcome for mutant, outcome in on_mutants.items() if outcome.status == "failed"}
    return Rejection(
        tuple(program for program, repeats in correct.items() if repeats.runs[0].outcome(name).status == "failed"),
        evidence.checks.get(name, FailedCheck()),
        tuple(mutant for mutant, outcome in on_mutants.items() if is_wrong and outcome.status == "passed"),
        tuple(mutant for mutant, outcome in failed.items() if outcome.message != on_program.message),
    )
