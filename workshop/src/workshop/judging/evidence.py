"""Gathers the evidence for a verdict: runs a suite on everything that the verdict needs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.limits import BASELINE_TIMEOUT, mutant_timeout
from workshop.engine.protocol import RunOptions
from workshop.engine.run import Run
from workshop.judging.judge import Evidence, Repeats, fails_on_any
from workshop.variants.variant import Variant, stub_variant

OnProgress = Callable[[int, int], None]  # gets how many runs are done, and of how many


@dataclass(frozen=True)
class JudgingOptions:
    """How a suite is judged.

    `baseline_timeout` is how many seconds a test may take on a reference. With `shrink`, Hypothesis looks for the
    smallest counterexample to show. `on_progress` is called after each run.
    """

    baseline_timeout: float = BASELINE_TIMEOUT
    hypothesis_seed: int = 0
    shrink: bool = True
    on_progress: OnProgress = lambda *_: None


DEFAULT = JudgingOptions()


@dataclass(frozen=True)
class RunKey:
    """A run on a variant: one of several on a reference, or the only one on any other."""

    variant: str
    is_reference: bool = False
    reverse: bool = False
    seed: int = 0


def gather_evidence(
    pool: Pool,
    mutants: Iterable[Variant],
    references: Iterable[Variant] = (),
    options: JudgingOptions = DEFAULT,
) -> Evidence:
    """Return what came of running the pool's suite on its subject, other references, each mutant and two stubs.

    Every reference is run forward and, unless it's only the subject rewritten, backward with another seed of `random`.
    If the outcomes differ, it's run again both ways with the seeds exchanged, which shows whether the order matters.
    What a test does elsewhere doesn't count unless it passes on every reference; a test that doesn't pass on the
    subject isn't even run there. A test that fails on a mutant isn't run on the stubs, since it has proved itself. A
    suite that can't be collected on the subject isn't run on anything else.
    """
    subject, others, judged = Variant("the program"), [*references], [*mutants]
    stubs = [stub_variant(pool.subject, "raising"), stub_variant(pool.subject, "silent")]
    repeated = sum(len(_directions(each)) for each in (subject, *others))
    gatherer = _Gatherer(pool, options, expected=repeated + len(judged) + len(stubs))
    own = gatherer.repeats([subject])[subject.name]
    if own.runs[0].problems:
        return Evidence(subject=own, references={}, mutants={}, raising=Run(), silent=Run())
    repeats = gatherer.repeats(others, judged)
    results = gatherer.runs(judged)
    gatherer.leave_out_proven(results.values())
    on_stubs = gatherer.runs(stubs)
    raising, silent = (on_stubs[each.name] for each in stubs)
    return Evidence(subject=own, references=repeats, mutants=results, raising=raising, silent=silent)


class _Gatherer:
    """A suite on its way through all variants."""

    def __init__(self, pool: Pool, options: JudgingOptions, expected: int) -> None:
        self._pool = pool
        self._run_options = RunOptions(
            tuple(f"{path}" for path in pool.suite.tests), hypothesis_seed=options.hypothesis_seed
        )
        self._options = options
        self._expected = expected
        self._runs: dict[RunKey, Run] = {}
        self._slowest = 0.0  # seconds of a test on a reference
        self._tests: tuple[str, ...] | None = None  # those that can still count, None for all

    def repeats(self, references: Iterable[Variant], others: Iterable[Variant] = ()) -> dict[str, Repeats]:
        """Run the suite on references, as often as needed, and keep the tests that pass; run it on others meanwhile."""
        originals = {each.name: each for each in references}
        first = (
            self._repeat(each, RunKey(each.name, is_reference=True, reverse=reverse, seed=int(reverse)))
            for each in originals.values()
            for reverse in _directions(each)
        )
        self._run(first, self._once(others))
        unsteady = [name for name in originals if _differ(_repeats(name, self._runs))]
        self._expected += 2 * len(unsteady)
        self._run(
            self._repeat(originals[name], RunKey(name, is_reference=True, reverse=reverse, seed=int(not reverse)))
            for name in unsteady
            for reverse in (False, True)
        )
        repeats = {name: _repeats(name, self._runs) for name in originals}
        for run in (run for each in repeats.values() for run in each.runs):
            self._slowest = max(self._slowest, *run.seconds.values(), 0)
            tests = run.outcomes if self._tests is None else self._tests
            self._tests = tuple(test for test in tests if run.outcome(test).status == "passed")
        return repeats

    def runs(self, variants: list[Variant]) -> dict[str, Run]:
        """Return what the tests that can still count did on each variant; run the suite where that isn't known yet."""
        self._run(self._once(each for each in variants if RunKey(each.name) not in self._runs))
        return {each.name: self._runs[RunKey(each.name)].only(self._tests or ()) for each in variants}

    def leave_out_proven(self, mutants: Iterable[Run]) -> None:
        """Keep the tests that fail on none of the mutants."""
        runs = [*mutants]
        self._tests = tuple(test for test in self._tests or () if not fails_on_any(test, runs))

    def _repeat(self, reference: Variant, key: RunKey) -> Request[RunKey]:
        once = replace(
            self._run_options,
            reverse=key.reverse,
            seed=key.seed,
            shrink=self._options.shrink,
            keep_bytecode=not key.reverse,
        )
        timeout = self._options.baseline_timeout
        return Request(key, reference, once, timeout, (self._tests,), continue_after_timeout=True)

    def _once(self, variants: Iterable[Variant]) -> Iterator[Request[RunKey]]:
        timeout = mutant_timeout(self._slowest)
        return (Request(RunKey(each.name), each, self._run_options, timeout, (self._tests,)) for each in variants)

    def _run(self, *queues: Iterable[Request[RunKey]]) -> None:
        if self._tests == ():
            results = ((request.key, Run()) for queue in queues for request in queue)
        else:
            results = ((answer.request.key, answer.run) for answer in self._pool.run(*queues))
        for key, run in results:
            self._runs[key] = run
            self._options.on_progress(len(self._runs), self._expected)


def _directions(reference: Variant) -> tuple[bool, ...]:
    """Return in which directions a reference is run: for each whether it's the reverse."""
    return (False,) if reference.is_rewritten else (False, True)


def _repeats(name: str, runs: Mapping[RunKey, Run]) -> Repeats:
    forward, backward = (
        tuple(
            runs[key]
            for key in (RunKey(name, is_reference=True, reverse=reverse, seed=seed) for seed in seeds)
            if key in runs
        )
        for reverse, seeds in ((False, (0, 1)), (True, (1, 0)))
    )
    return Repeats(forward, backward)


def _differ(repeats: Repeats) -> bool:
    """Return whether a test had another outcome in one run than in another."""
    tests = {test for run in repeats.runs for test in run.outcomes}
    return any(len({run.outcome(test).status for run in repeats.runs}) > 1 for test in tests)
