"""Finds suites of an exercise that aren't judged as its author claims: the start, the solution and the bad suites."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from workshop.course.exercise import SOLUTION, START, Exercise
from workshop.engine.limits import LINT_TIMEOUT
from workshop.judging.options import JudgingOptions
from workshop.judging.session import Session
from workshop.judging.status import DISQUALIFYING
from workshop.judging.verdict import Verdict

JUDGED = "# judged: "

Progress = Callable[[str], None]  # called with what is done next

OPTIONS = JudgingOptions(baseline_timeout=LINT_TIMEOUT, explain=False, is_trusted=True)  # it isn't shown


@dataclass(frozen=True)
class Expectation:
    """What the first line of a bad suite claims: its statuses, and the mutants that survive if it names them."""

    statuses: frozenset[str]
    survivors: frozenset[str] | None


def statuses_of(verdict: Verdict, *, ignore_slow: bool = False) -> frozenset[str]:
    """Return the statuses of a suite: the remarks on its tests or, if there are none, "done" or "incomplete".

    A suite that can't be collected is an "error", one without a test is "empty". Whether a test is slow depends on the
    machine, so only a suite that claims to be slow must be.
    """
    if verdict.error:
        return frozenset({"error"})
    if not verdict.tests:
        return frozenset({"empty"})
    remarks = {test.remark for test in verdict.tests} - {"", "slow" if ignore_slow else ""}
    return frozenset(remarks or {"done" if verdict.is_done else "incomplete"})


def read_expectation(text: str) -> Expectation | None:
    """Return what the first line of a suite claims, None if it claims nothing.

    The line is `# judged: vacuous`, with more statuses after commas, or `# judged: incomplete, misses name-1 name-2`.
    """
    line = text.partition("\n")[0].rstrip()
    if not line.startswith(JUDGED):
        return None
    statuses, misses, names = line.removeprefix(JUDGED).partition(", misses ")
    return Expectation(frozenset(statuses.split(", ")), frozenset(names.split()) if misses else None)


def suite_problems(
    exercise: Exercise, session: Session, seeds: int, progress: Progress, *, is_quick: bool = False
) -> Iterator[str]:
    """Judge every suite of an exercise, without the bad ones if it's quick, and yield a line for each problem.

    A solution that uses Hypothesis is judged with each of the `seeds` 0, 1, 2 and so on, any other one once.
    """
    progress(START)
    yield from start_problems(session.check(exercise.suite(START), OPTIONS))
    solution = exercise.read(SOLUTION)
    for seed in range(seeds if "hypothesis" in solution else 1):
        progress(f"{SOLUTION}, seed {seed}")
        yield from solution_problems(
            session.check(exercise.suite(SOLUTION), replace(OPTIONS, hypothesis_seed=seed)), seed
        )
    for name in () if is_quick else exercise.bad_suites():
        progress(name)
        text = exercise.read(name)
        verdict = session.check(exercise.suite(name), OPTIONS)
        yield from bad_suite_problems(name, read_expectation(text), verdict, exercise.added)


def start_problems(verdict: Verdict) -> Iterator[str]:
    """Yield what's wrong with a start: it must have a sound test, no other, and leave something to do."""
    if verdict.is_done:
        yield f"{START} is done already"
    elif statuses_of(verdict, ignore_slow=True) != {"incomplete"}:
        yield f"{START} must have sound tests only, but is judged {_description(verdict)}"


def solution_problems(verdict: Verdict, seed: int) -> Iterator[str]:
    """Yield what's wrong with a solution, judged with this seed of Hypothesis: it must be done, but may be slow."""
    if statuses_of(verdict, ignore_slow=True) != {"done"}:
        yield f"{SOLUTION} isn't done with Hypothesis's seed {seed}: {_description(verdict)}"


def bad_suite_problems(
    name: str, expected: Expectation | None, verdict: Verdict, added: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield what's wrong with a bad suite: it must be judged as it claims, and must not be done.

    A suite needn't claim that it misses a mutant that was `added` later.
    """
    if expected is None:
        yield f"{name}: the first line must say how it's judged, as in `{JUDGED}vacuous`"
    elif expected.statuses != statuses_of(verdict, ignore_slow="slow" not in expected.statuses):
        yield f"{name}: claims to be judged {_listed(expected.statuses)}, but is judged {_description(verdict)}"
    elif expected.survivors is not None and {*verdict.survivors} - (added - expected.survivors) != expected.survivors:
        yield f"{name}: claims to miss {_listed(expected.survivors or ())}, but misses {_listed(verdict.survivors)}"
    elif verdict.is_done and expected.statuses != {"slow"}:
        yield f"{name}: is done, so it isn't a bad suite"


def _description(verdict: Verdict) -> str:
    evidence = [
        f"{test.name} is {test.status} ({test.evidence})" for test in verdict.tests if test.status in DISQUALIFYING
    ]
    missed = [f"{name} survives" for name in sorted(verdict.survivors)]
    return "; ".join([_listed(statuses_of(verdict)), *filter(None, [verdict.error]), *evidence, *missed])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
