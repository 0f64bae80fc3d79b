"""Evidence on a suite of one test: what it did on the program, on others, and on mutants."""

from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence, Repeats

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
