"""Gathers the evidence for a verdict: runs a suite on everything that the verdict needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Key, Request
from workshop.engine.limits import BASELINE_TIMEOUT, mutant_timeout
from workshop.engine.protocol import RunOptions
from workshop.engine.run import Run
from workshop.judging.judge import Evidence, Repeats, fails_on_any
from workshop.variants.variant import Variant, stub_variant

OnProgress = Callable[[int, int], None]  # gets how many runs are done, and of how many


@dataclass(frozen=True)
class JudgingOptions:
    """How a suite is judged.

    `baseline_timeout` is how many seconds a test may take on a reference; `on_progress` is called after each run.
    """

    baseline_timeout: float = BASELINE_TIMEOUT
    hypothesis_seed: int = 0
    on_progress: OnProgress = lambda *_: None


DEFAULT = JudgingOptions()


@dataclass(frozen=True)
class RepeatKey:
    """One of the repeated runs on a reference."""

    reference: str
    reverse: bool
    seed: int


def gather_evidence(
    pool: Pool,
    mutants: Iterable[Variant],
    references: Iterable[Variant] = (),
    options: JudgingOptions = DEFAULT,
) -> Evidence:
    """Return what came of running the pool's suite on its subject, other references, each mutant and two stubs.

    Every reference is run forward and, unless it's only the subject rewritten, backward with another seed of `random`.
    If the outcomes differ, it's run again both ways with the seeds exchanged, which shows whether the order matters. A
    test that doesn't pass on a reference isn't run on what comes after, since it can't count. A test that fails on a
    mutant isn't run on the stubs, since it has proved itself. A suite that can't be collected on the subject isn't run
    on anything else.
    """
    subject, others, judged = Variant("the program"), [*references], [*mutants]
    stubs = [stub_variant(pool.subject, "raising"), stub_variant(pool.subject, "silent")]
    repeated = sum(len(_directions(each)) for each in (subject, *others))
    gatherer = _Gatherer(pool, options, expected=repeated + len(judged) + len(stubs))
    own = gatherer.repeats([subject])[subject.name]
    if own.runs[0].problems:
        return Evidence(subject=own, references={}, mutants={}, raising=Run(), silent=Run())
    repeats = gatherer.repeats(others)
    results = gatherer.runs(judged)
    gatherer.leave_out_proven(results)
    raising, silent = gatherer.runs(stubs)
    return Evidence(
        subject=own,
        references=repeats,
        mutants={each.name: run for each, run in zip(judged, results, strict=True)},
        raising=raising,
        silent=silent,
    )


class _Gatherer:
    """A suite on its way through all variants."""

    def __init__(self, pool: Pool, options: JudgingOptions, expected: int) -> None:
        self._pool = pool
        self._run_options = RunOptions(
            tuple(f"{path}" for path in pool.suite.tests), hypothesis_seed=options.hypothesis_seed
        )
        self._options = options
        self._done = 0
        self._expected = expected
        self._slowest = 0.0  # seconds of a test on a reference
        self._tests: tuple[str, ...] | None = None  # those that can still count, None for all

    def repeats(self, references: Iterable[Variant]) -> dict[str, Repeats]:
        """Run the suite on references, as often as needed, and keep the tests that pass."""
        originals = {each.name: each for each in references}
        runs = self._run(
            self._repeat(each, RepeatKey(each.name, reverse, seed=int(reverse)))
            for each in originals.values()
            for reverse in _directions(each)
        )
        unsteady = [name for name in originals if _differ(_repeats(name, runs))]
        self._expected += 2 * len(unsteady)
        runs |= self._run(
            self._repeat(originals[name], RepeatKey(name, reverse, seed=int(not reverse)))
            for name in unsteady
            for reverse in (False, True)
        )
        repeats = {name: _repeats(name, runs) for name in originals}
        for run in (run for each in repeats.values() for run in each.runs):
            self._slowest = max(self._slowest, *run.seconds.values(), 0)
            tests = run.outcomes if self._tests is None else self._tests
            self._tests = tuple(test for test in tests if run.outcome(test).status == "passed")
        return repeats

    def runs(self, variants: list[Variant]) -> list[Run]:
        """Run the suite once on each variant."""
        timeout = mutant_timeout(self._slowest)
        runs = self._run(
            Request(number, each, self._run_options, timeout, (self._tests,)) for number, each in enumerate(variants)
        )
        return [runs[number] for number in range(len(variants))]

    def leave_out_proven(self, mutants: list[Run]) -> None:
        """Keep the tests that fail on none of the mutants that they were run on."""
        self._tests = tuple(test for test in self._tests or () if not fails_on_any(test, mutants))

    def _repeat(self, reference: Variant, key: RepeatKey) -> Request[RepeatKey]:
        once = replace(
            self._run_options, reverse=key.reverse, seed=key.seed, shrink=True, keep_bytecode=not key.reverse
        )
        timeout = self._options.baseline_timeout
        return Request(key, reference, once, timeout, (self._tests,), continue_after_timeout=True)

    def _run(self, requests: Iterable[Request[Key]]) -> dict[Key, Run]:
        if self._tests == ():
            results = ((request.key, Run()) for request in requests)
        else:
            results = ((answer.request.key, answer.run) for answer in self._pool.run(requests))
        runs = {}
        for key, run in results:
            runs[key] = run
            self._done += 1
            self._options.on_progress(self._done, self._expected)
        return runs


def _directions(reference: Variant) -> tuple[bool, ...]:
    """Return in which directions a reference is run: for each whether it's the reverse."""
    return (False,) if reference.is_rewritten else (False, True)


def _repeats(name: str, runs: Mapping[RepeatKey, Run]) -> Repeats:
    forward, backward = (
        tuple(runs[key] for key in (RepeatKey(name, reverse, seed) for seed in seeds) if key in runs)
        for reverse, seeds in ((False, (0, 1)), (True, (1, 0)))
    )
    return Repeats(forward, backward)


def _differ(repeats: Repeats) -> bool:
    """Return whether a test had another outcome in one run than in another."""
    tests = {test for run in repeats.runs for test in run.outcomes}
    return any(len({run.outcome(test).status for run in repeats.runs}) > 1 for test in tests)
