"""Turns evidence into a verdict. Pure: nothing is run, read or printed here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import PROPERTY_COST
from workshop.engine.run import Run
from workshop.judging.verdict import OF_THE_MACHINE, JudgedMutant, JudgedTest, Rejection, TestStatus, Verdict


@dataclass(frozen=True)
class Repeats:
    """The runs of a suite on one reference: some in the order of the files, some in reverse.

    Where the first run of each disagree, there is a second one of each, with the other's seed of `random`.
    """

    forward: tuple[Run, ...]
    backward: tuple[Run, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All of them; the messages of the first are shown."""
        return (*self.forward, *self.backward)


@dataclass(frozen=True)
class Evidence:
    """Everything that a verdict is based on: runs on the subject, other references, each mutant and two stubs.

    On the stubs only those tests matter that fail on none of the mutants; `traced` is a run on the subject of the
    properties among them. `mutants` has only the tests that may kill. The others that reject a correct program are in
    `rejecting`, by mutant too, and `checks` has what they have checked there.
    """

    subject: Repeats
    references: Mapping[str, Repeats]
    mutants: Mapping[str, Run]
    raising: Run
    silent: Run
    traced: Run = field(default_factory=Run)
    rejecting: Mapping[str, Run] = field(default_factory=dict)
    checks: Mapping[str, FailedCheck] = field(default_factory=dict)


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
    names = dict.fromkeys(name for run in evidence.subject.runs for name in run.outcomes)
    tests = tuple(_judged(name, evidence) for name in names)
    sound = [test.name for test in tests if test.status == "sound"]
    mutants = (
        JudgedMutant(name, {test: run.outcome(test) for test in sound if run.outcome(test).status == "failed"})
        for name, run in evidence.mutants.items()
    )
    return Verdict(tests, tuple(mutants))


def fails_on_any(test: str, mutants: Iterable[Run]) -> bool:
    """Return whether a test has itself failed on a mutant: a suite that can't be collected there doesn't count."""
    return any(test in run.outcomes and run.outcomes[test].status == "failed" for run in mutants)


def _judged(name: str, evidence: Evidence) -> JudgedTest:
    kills = tuple(mutant for mutant, run in evidence.mutants.items() if run.outcome(name).status == "failed")
    status, shown, line = _status(name, evidence)
    first = evidence.subject.runs[0]
    kills_nothing = status == "sound" and not kills
    return JudgedTest(
        name=name,
        status=status,
        evidence=shown,
        kills=kills,
        is_smoke=kills_nothing and evidence.silent.outcome(name).status == "passed",
        never_asserts=kills_nothing and name in evidence.traced.without_assertion,
        finds_nothing=kills_nothing and bool(evidence.mutants) and first.costs.get(name, 0) >= PROPERTY_COST,
        line=line or first.lines.get(name, 0),
        seconds=first.seconds.get(name, 0.0),
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


def _status(name: str, evidence: Evidence) -> tuple[TestStatus, str, int]:
    """Return the first status that applies to a test, its evidence, and the line where the test failed, or 0."""
    return next(chain(_disqualifications(name, evidence), _other_statuses(name, evidence)))


def _disqualifications(name: str, evidence: Evidence) -> Iterator[tuple[TestStatus, str, int]]:
    """Yield what disqualifies a test, the most certain first."""
    correct = {"the program": evidence.subject, **evidence.references}
    own = [run.outcome(name) for run in evidence.subject.runs]
    if all(outcome.cause in ("error in the test", "crash") for outcome in own):
        yield "broken", own[0].message, own[0].line
    for reference, repeats in correct.items():
        for outcome in (run.outcome(name) for run in repeats.runs):
            if outcome.cause == "time-out":
                yield "timed out", f"It was {outcome.message} on {reference}, even on its own.", 0
    for reference, repeats in correct.items():
        if unsteady := _unsteady_status(name, repeats):
            line = max(run.outcome(name).line for run in repeats.runs)
            yield unsteady, f"on {reference}: {_unsteady_evidence(unsteady, name, repeats)}", line
    if own[0].status == "failed":
        yield "wrong", f"on the program: {own[0].message}", own[0].line


def _other_statuses(name: str, evidence: Evidence) -> Iterator[tuple[TestStatus, str, int]]:
    """Yield the statuses of a test that is neither unsteady nor fails on the program."""
    outcome = evidence.subject.runs[0].outcome(name)
    for reference, repeats in evidence.references.items():
        on_reference = repeats.runs[0].outcome(name)
        if outcome.status == "passed" != on_reference.status:
            message = f"on {reference}, which is correct too: {on_reference.message or on_reference.status}"
            yield "over-specified", message, on_reference.line
    if outcome.status != "passed":
        yield "skipped", outcome.message or "it never ran to its end", 0
    if not fails_on_any(name, evidence.mutants.values()) and evidence.raising.outcome(name).status == "passed":
        yield "vacuous", "it passes even if every function raises, and kills no mutant", 0
    kills = [run for run in evidence.mutants.values() if run.outcome(name).status == "failed"]
    yield "sound", f"kills {len(kills)} of {len(evidence.mutants)}", 0


def _unsteady_status(name: str, repeats: Repeats) -> TestStatus | None:
    """Return "order-dependent" if a test's outcomes differ with the order and only with it, "flaky" if otherwise."""
    forward, backward = ({run.outcome(name).status for run in runs} for runs in (repeats.forward, repeats.backward))
    if len(forward | backward) == 1:
        return None
    depends_on_order = len(forward) == len(backward) == 1 and len(repeats.forward) > 1
    return "order-dependent" if depends_on_order else "flaky"


def _unsteady_evidence(status: TestStatus, name: str, repeats: Repeats) -> str:
    outcomes = [run.outcome(name) for run in repeats.runs]
    statuses = [outcome.status for outcome in outcomes]
    messages = [outcome.message for outcome in outcomes if outcome.message]
    in_order = f"{statuses[0]} in order, {statuses[-1]} in reverse"
    text = in_order if status == "order-dependent" else ", then ".join(dict.fromkeys(statuses))
    return text + (f" ({messages[0]})" if messages else "")
