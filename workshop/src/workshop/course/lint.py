"""Verifies an exercise for its author: that it teaches what it says, and that no right answer is refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.course.exercise import CORRECT, README, SOLUTION, START, TABLE, Exercise
from workshop.errors import AuthorError
from workshop.judging.session import USUAL, Session
from workshop.judging.verdict import DISQUALIFYING, Verdict

SEEDS = range(20)  # of Hypothesis, for solutions that use it
MUTANTS = range(5, 10)  # how many an exercise may have
FEWEST_HINTS = 3
JUDGED = "# judged: "
TODO = "TODO:"  # stands in a skeleton where its author has something to write

Progress = Callable[[str], None]  # is told what is done next


@dataclass(frozen=True)
class Expectation:
    """What the first line of a bad suite says: the words for it, and which mutants survive if that is said too."""

    words: frozenset[str]
    survivors: frozenset[str] | None


def verify(exercise: Exercise, storage: Path, progress: Progress) -> Iterator[str]:
    """Yield a line for each thing that is not as it must be."""
    yield from _problems_of_words(exercise)
    yield from _problems_of_mutants(exercise)
    try:
        with Session(exercise.task(), storage) as checker:
            yield from _problems_of_suites(exercise, checker, progress)
    except AuthorError as error:
        yield f"{error}"


def statuses_of(verdict: Verdict) -> frozenset[str]:
    """Return the words for a suite: those for its tests that are not sound, or what else keeps it from being done.

    These are "error" where it cannot be collected, "empty" without a test, "smoke" with a sound test that kills nothing
    and passes where every function returns None, "slow" with one that takes longer than a second, and, if there is
    nothing else to say, "incomplete" where a mutant survives, or "done".
    """
    if verdict.error:
        return frozenset({"error"})
    if not verdict.tests:
        return frozenset({"empty"})
    words = {test.remark for test in verdict.tests} - {""}
    return frozenset(words or {"done" if verdict.is_done else "incomplete"})


def read_expectation(text: str) -> Expectation | None:
    """Return what the first line of a suite states, None if it states nothing.

    It is `# judged: vacuous`, with more words after commas, or `# judged: incomplete, misses one-name another-name`.
    """
    line = text.partition("\n")[0].rstrip()
    if not line.startswith(JUDGED):
        return None
    words, misses, names = line.removeprefix(JUDGED).partition(", misses ")
    return Expectation(frozenset(words.split(", ")), frozenset(names.split()) if misses else None)


def _problems_of_words(exercise: Exercise) -> Iterator[str]:
    for name in (README, exercise.subject.path.name, TABLE):
        if TODO in exercise.read(name):
            yield f"{name}: {TODO!r} still stands in it"
    if len(exercise.mutants) not in MUTANTS:
        yield f"the number of mutants is {len(exercise.mutants)}: let it be {MUTANTS[0]} to {MUTANTS[-1]}"
    if len(exercise.hints) < FEWEST_HINTS:
        yield f"the number of hints is {len(exercise.hints)}: let it be {FEWEST_HINTS} or more"
    if not all(hint.strip() for hint in exercise.hints):
        yield "has an empty hint"
    if not any((exercise.folder / CORRECT).glob("*.py")):
        yield f"has no other correct program in {CORRECT}/"
    if not exercise.bad_suites():
        yield "has no bad suites"


def _problems_of_mutants(exercise: Exercise) -> Iterator[str]:
    readme = " ".join(exercise.read(README).split())
    for mutant in exercise.mutants:
        for key, value in (("why", mutant.why), ("hint", mutant.hint), ("rule", mutant.rule)):
            if not value.strip():
                yield f"mutant {mutant.name}: has no {key}"
        if " ".join(mutant.rule.split()) not in readme:
            yield f"mutant {mutant.name}: its rule does not stand in {README}: {mutant.rule!r}"


def _problems_of_suites(exercise: Exercise, checker: Session, progress: Progress) -> Iterator[str]:
    progress(START)
    start = checker.check(exercise.read(START).encode())
    if start.is_done:
        yield f"{START} is done already"
    if not start.tests or statuses_of(start) != {"incomplete"}:
        yield f"{START} must have a sound test and nothing else, not {_told(start)}"
    model = exercise.read(SOLUTION)
    for seed in SEEDS if "hypothesis" in model else SEEDS[:1]:
        progress(f"{SOLUTION}, seed {seed}")
        solution = checker.check(model.encode(), replace(USUAL, hypothesis_seed=seed))
        if statuses_of(solution) != {"done"}:
            yield f"{SOLUTION} is not done with Hypothesis's seed {seed}: {_told(solution)}"
    for name in exercise.bad_suites():
        progress(name)
        text = exercise.read(name)
        yield from _problems_of_bad_suite(name, read_expectation(text), checker.check(text.encode()))


def _problems_of_bad_suite(name: str, stated: Expectation | None, verdict: Verdict) -> Iterator[str]:
    if stated is None:
        yield f"{name}: its first line must say how it is judged, as in `{JUDGED}vacuous`"
    elif stated.words != statuses_of(verdict):
        yield f"{name}: is judged {_told(verdict)}, not {', '.join(sorted(stated.words))}"
    elif stated.survivors not in (None, {*verdict.survivors}):
        yield f"{name}: misses {' '.join(sorted(verdict.survivors)) or 'nothing'}"
    elif verdict.is_done and stated.words != {"slow"}:
        yield f"{name}: is done, and so no bad suite"


def _told(verdict: Verdict) -> str:
    evidence = [
        f"{test.name} is {test.status} ({test.evidence})" for test in verdict.tests if test.status in DISQUALIFYING
    ]
    missed = [f"{name} survives" for name in sorted(verdict.survivors)]
    words = ", ".join(sorted(statuses_of(verdict)))
    return "; ".join([words, *filter(None, [verdict.error]), *evidence, *missed])
