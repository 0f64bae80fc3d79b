"""Tries a suite out: runs it on all that a verdict needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import Order, Run
from workshop.judging.verdict import Evidence, Repeats, notices
from workshop.variants.variant import Variant, stub_variant

BASELINE_TIMEOUT = 30.0  # seconds for a test on a reference, of which nobody knows yet how long it takes
SHORTEST_TIMEOUT = 2.0  # seconds
SLOWER_THAN_BASELINE = 10
NOTHING = Run({}, {}, {}, {})

Progress = Callable[[int, int], None]  # is told how many runs of how many are done


def limit(slowest: float) -> float:
    """Return how many seconds a test on a mutant may take, where the slowest on a reference took so many."""
    return max(SHORTEST_TIMEOUT, SLOWER_THAN_BASELINE * slowest)


@dataclass(frozen=True)
class JudgingOptions:
    """Under what terms a suite is tried out.

    `patience` is how many seconds a test may take on a reference; `progress` is told of each run.
    """

    patience: float = BASELINE_TIMEOUT
    hypothesis_seed: int = 0
    progress: Progress = lambda *_: None


USUAL = JudgingOptions()


def gather_evidence(
    pool: Pool,
    mutants: Iterable[Variant],
    references: Iterable[Variant] = (),
    terms: JudgingOptions = USUAL,
) -> Evidence:
    """Return what came of running the runner's suite on its subject, other references, each mutant and the two hollows.

    Every reference is run forward and, unless it is only the subject rewritten, with another seed of `random` backward.
    Where the outcomes differ it is run again both ways with the seeds exchanged, which tells whether it is the order. A
    test that does not pass on one is not run on what comes after, since it cannot count, and one that notices a mutant
    not on the hollows, since it has proved itself; a suite that cannot be collected on the subject is run on nothing.
    """
    subject, others, judged = Variant("the program"), [*references], [*mutants]
    hollows = [stub_variant(pool.subject, "raising"), stub_variant(pool.subject, "silent")]
    repeated = sum(len(_orders(each)) for each in (subject, *others))
    trial = _Trial(pool, terms, expected=repeated + len(judged) + len(hollows))
    own = trial.repeats([subject])[subject.name]
    if own.runs[0].problems:
        return Evidence(subject=own, references={}, mutants={}, raising=NOTHING, silent=NOTHING)
    repeats = trial.repeats(others)
    results = trial.runs(judged)
    trial.leave_out_what_notices(results)
    raising, silent = trial.runs(hollows)
    return Evidence(
        subject=own,
        references=repeats,
        mutants={each.name: run for each, run in zip(judged, results, strict=True)},
        raising=raising,
        silent=silent,
    )


class _Trial:
    """A suite on its way through all implementations."""

    def __init__(self, pool: Pool, terms: JudgingOptions, expected: int) -> None:
        self._pool = pool
        self._order = Order(tuple(f"{path}" for path in pool.suite.tests), hypothesis_seed=terms.hypothesis_seed)
        self._terms = terms
        self._done = 0
        self._expected = expected
        self._longest = 0.0  # seconds that a test has taken on a reference
        self._tests: tuple[str, ...] | None = None  # that count so far, None for all

    def repeats(self, references: Iterable[Variant]) -> dict[str, Repeats]:
        """Run the suite on references, as often as it takes, and keep the tests that pass."""
        originals = {each.name: each for each in references}
        runs = self._run(
            self._repeat(each, reverse=reverse, seed=int(reverse))
            for each in originals.values()
            for reverse in _orders(each)
        )
        unsteady = [name for name in originals if _differ(_repeats(name, runs))]
        self._expected += 2 * len(unsteady)
        runs |= self._run(
            self._repeat(originals[name], reverse=reverse, seed=int(not reverse))
            for name in unsteady
            for reverse in (False, True)
        )
        repeats = {name: _repeats(name, runs) for name in originals}
        for run in (run for each in repeats.values() for run in each.runs):
            self._longest = max(self._longest, *run.seconds.values(), 0)
            tests = run.outcomes if self._tests is None else self._tests
            self._tests = tuple(test for test in tests if run.outcome(test).status == "passed")
        return repeats

    def runs(self, variants: list[Variant]) -> list[Run]:
        """Run the suite once on each implementation."""
        most = limit(self._longest)
        runs = self._run(
            Request(number, each, self._order, most, self._batches) for number, each in enumerate(variants)
        )
        return [runs[number] for number in range(len(variants))]

    def leave_out_what_notices(self, mutants: list[Run]) -> None:
        """Keep the tests that notice none of the mutants that they were run on."""
        self._tests = tuple(test for test in self._tests or () if not notices(test, mutants))

    def _repeat(self, original: Variant, *, reverse: bool, seed: int) -> Request:
        once = replace(self._order, reverse=reverse, seed=seed, shrink=True, keep_bytecode=not reverse)
        key = (original.name, reverse, seed)
        return Request(key, original, once, self._terms.patience, self._batches, goes_on=True)

    @property
    def _batches(self) -> tuple[tuple[str, ...] | None, ...]:
        return (self._tests,)

    def _run(self, requests: Iterable[Request]) -> dict[Any, Run]:
        if self._tests == ():
            results = ((request.key, NOTHING) for request in requests)
        else:
            results = ((answer.request.key, answer.run) for answer in self._pool.run(requests))
        runs = {}
        for key, run in results:
            runs[key] = run
            self._done += 1
            self._terms.progress(self._done, self._expected)
        return runs


def _orders(reference: Variant) -> tuple[bool, ...]:
    """Return in which orders a reference is run: for each whether it is the reverse."""
    return (False,) if reference.is_rewritten else (False, True)


def _repeats(name: str, runs: Mapping[Any, Run]) -> Repeats:
    forward, backward = (
        tuple(runs[name, reverse, seed] for seed in seeds if (name, reverse, seed) in runs)
        for reverse, seeds in ((False, (0, 1)), (True, (1, 0)))
    )
    return Repeats(forward, backward)


def _differ(repeats: Repeats) -> bool:
    """Return whether a test had another outcome in one run than in another."""
    tests = {test for run in repeats.runs for test in run.outcomes}
    return any(len({run.outcome(test).status for run in repeats.runs}) > 1 for test in tests)
