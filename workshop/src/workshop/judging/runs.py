"""The runs that a verdict is based on, as they come in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from workshop.engine.controller.run_state import NOT_RUN
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.evidence import Repeats, outcomes_of

FORWARD, BACKWARD = 0, 1  # the seeds of `random` in the runs on a correct program
CONFIRMATIONS = (2, 3, 4)  # and in those that confirm kills
AFTER_TIMEOUT = 5  # and in those that replace runs on mutants that ended early


@dataclass(frozen=True)
class RunKey:
    """A run on a variant: in the order of the files or in reverse, and with a seed of `random`.

    One on the subject `among_mutants` has the settings of theirs, to the last: no test can tell it from a mutant's.
    """

    variant: str
    is_correct: bool = False
    reverse: bool = False
    seed: int = FORWARD
    among_mutants: bool = False


class Runs:
    """All runs of a suite so far."""

    def __init__(self) -> None:
        self._runs: dict[RunKey, Run] = {}

    def __len__(self) -> int:
        return len(self._runs)

    def add(self, key: RunKey, run: Run) -> None:
        """Add a run."""
        self._runs[key] = run

    def keep_others(self, key: RunKey, tests: Collection[str] | None) -> None:
        """Give tests that weren't run again the outcomes that they had at first; `tests` were, None if all of them."""
        first = self._runs[replace(key, seed=FORWARD)]
        others = {test: outcome for test, outcome in first.outcomes.items() if tests is not None and test not in tests}
        self._runs[key] = replace(self._runs[key], outcomes={**others, **self._runs[key].outcomes})

    def first_on(self, program: str) -> Run:
        """Return the first run on a correct program."""
        return self._runs[RunKey(program, is_correct=True)]

    def show_failures(self, program: str, shrunk: Run) -> None:
        """Replace failures of the first run on a correct program by those of a run that shrinks examples.

        One that has another cause there, such as a timeout, stays as it is.
        """
        first = self.first_on(program)
        failed = {
            test: outcome for test, outcome in shrunk.outcomes.items() if outcome.cause == first.outcome(test).cause
        }
        self.add(RunKey(program, is_correct=True), replace(first, outcomes={**first.outcomes, **failed}))

    def repeats(self, program: str) -> Repeats:
        """Return the runs on a correct program."""
        own = {key: run for key, run in self._runs.items() if key.is_correct and key.variant == program}
        forward, backward = (tuple(run for key, run in own.items() if key.reverse == way) for way in (False, True))
        return Repeats(forward, backward)

    def is_unsteady(self, program: str) -> bool:
        """Return whether a test had different outcomes in the runs on a correct program that reached it."""
        runs = self.repeats(program).runs
        tests = {test for run in runs for test in run.outcomes}
        return any(len({each.status for each in outcomes_of(test, runs)}) > 1 for test in tests)

    def has_timeout(self, programs: Iterable[str], tests: tuple[str, ...] | None) -> bool:
        """Return whether one of some tests, all for None, has timed out on a correct program."""
        runs = [run for program in programs for run in self.repeats(program).runs]
        outcomes = [run.outcome(test) for run in runs for test in run.outcomes if tests is None or test in tests]
        return any(outcome.cause == "time-out" for outcome in outcomes)

    def accepted(self, programs: Iterable[str]) -> tuple[str, ...]:
        """Return the tests that have passed every time on every correct program: only they may kill."""
        runs = [run for program in programs for run in self.repeats(program).runs]
        return tuple(test for test in runs[0].outcomes if all(run.outcome(test).status == "passed" for run in runs))

    def has_unfinished(self, mutant: str) -> bool:
        """Return whether a test was too late on a mutant, or collecting all of them."""
        run = self._runs[RunKey(mutant)]
        return any(is_unfinished(outcome) for outcome in (*run.outcomes.values(), *run.problems.values()))

    def has_ended_early(self, mutant: str, tests: Collection[str]) -> bool:
        """Return whether some of these tests weren't run on a mutant because another one timed out there."""
        outcomes = self._runs[RunKey(mutant)].outcomes
        late = {test for test, outcome in outcomes.items() if outcome.cause == "time-out"}
        return bool(late.difference(tests)) and any(outcomes.get(test) == NOT_RUN for test in tests)

    def on(self, variant: str) -> Run:
        """Return the run on a mutant or a stub; a test that didn't fail each time has the outcome of that time.

        There are problems of collecting the tests only if there were some each time.
        """
        own = {key.seed: run for key, run in self._runs.items() if not key.is_correct and key.variant == variant}
        if AFTER_TIMEOUT in own:
            del own[FORWARD]
        runs = [*own.values()] or [Run()]
        problems = runs[0].problems if all(run.problems for run in runs) else {}
        outcomes = {test: _mildest(run.outcome(test) for run in runs) for run in runs for test in run.outcomes}
        return replace(runs[0], outcomes=outcomes, problems=problems)


def _mildest(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the first that isn't a failure, or else the first."""
    first, *others = outcomes
    return next((each for each in (first, *others) if each.status != "failed"), first)


def is_unfinished(outcome: Outcome) -> bool:
    """Return whether a test has timed out, or wasn't run because others have."""
    return outcome.cause == "time-out" or outcome.status == "missing"
