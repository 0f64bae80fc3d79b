"""The status of a test: which there are, which of them disqualify it, and the first that applies."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

from workshop.engine.controller.run_state import NOT_RUN
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence, Repeats, outcomes_of

TestStatus = Literal[
    "broken",
    "timed out",
    "flaky",
    "order-dependent",
    "wrong",
    "over-specified",
    "skipped",
    "vacuous",
    "sound",
]
UNSTEADY = frozenset({"timed out", "flaky", "order-dependent"})
DISQUALIFYING = frozenset({"broken", "wrong", "over-specified"}) | UNSTEADY


def fails_on_any(test: str, mutants: Iterable[Run]) -> bool:
    """Return whether a test has itself failed on a mutant: a suite that can't be collected there doesn't count."""
    return any(test in run.outcomes and run.outcomes[test].status == "failed" for run in mutants)


def status_of(name: str, evidence: Evidence) -> tuple[TestStatus, str, int]:
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
    outcome, references = evidence.subject.runs[0].outcome(name), evidence.references
    elsewhere = [
        (reference, next(outcomes_of(name, repeats.runs), NOT_RUN)) for reference, repeats in references.items()
    ]
    for reference, other in elsewhere:
        if outcome.status == "passed" and other.status in ("failed", "missing") and other != NOT_RUN:
            message = f"on {reference}, which is correct too: {other.message or other.status}"
            yield "over-specified", message, other.line
    if outcome.status != "passed":
        yield "skipped", outcome.message or "it never ran to its end", 0
    for reference, other in elsewhere:
        if other.status == "skipped" or other == NOT_RUN:
            yield "skipped", f"on {reference}, which is correct too: {other.message}", 0
    if not fails_on_any(name, evidence.mutants.values()) and evidence.raising.outcome(name).status == "passed":
        yield "vacuous", "it passes even if every function raises, and kills no mutant", 0
    kills = [run for run in evidence.mutants.values() if run.outcome(name).status == "failed"]
    yield "sound", f"kills {len(kills)} of {len(evidence.mutants)}", 0


def _unsteady_status(name: str, repeats: Repeats) -> TestStatus | None:
    """Return "order-dependent" if a test's outcomes differ with the order and only with it, "flaky" if otherwise."""
    ways = (repeats.forward, repeats.backward)
    forward, backward = ({outcome.status for outcome in outcomes_of(name, runs)} for runs in ways)
    if len(forward | backward) <= 1:
        return None
    depends_on_order = len(forward) == len(backward) == 1 and len(repeats.forward) > 1
    return "order-dependent" if depends_on_order else "flaky"


def _unsteady_evidence(status: TestStatus, name: str, repeats: Repeats) -> str:
    found = [*outcomes_of(name, repeats.runs)]
    statuses = [outcome.status for outcome in found]
    messages = [outcome.message for outcome in found if outcome.message]
    in_order = f"{statuses[0]} in order, {statuses[-1]} in reverse"
    text = in_order if status == "order-dependent" else ", then ".join(dict.fromkeys(statuses))
    text += "; its name differs from run to run, or it isn't always collected" if "missing" in statuses else ""
    return text + (f" ({messages[0]})" if messages else "")
