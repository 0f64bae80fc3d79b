"""Runs a suite on all variants of its subject, step by step, and keeps what comes of it."""

from collections.abc import Iterable
from dataclasses import replace

from workshop.engine.controller.run_state import Request
from workshop.engine.interface import Engine
from workshop.engine.limits import mutant_timeout
from workshop.engine.protocol import PROPERTY_COST
from workshop.engine.run import Run
from workshop.judging.evidence import Evidence
from workshop.judging.nondeterministic_tests import may_use_chance, may_use_hashes
from workshop.judging.options import JudgingOptions
from workshop.judging.run_order import shuffled, with_correct_last
from workshop.judging.runs import AFTER_TIMEOUT, BACKWARD, CONFIRMATIONS, FORWARD, RunKey, Runs, is_unfinished
from workshop.judging.source_readers import programs_against_readers
from workshop.judging.status import fails_on_any
from workshop.variants.variant import Variant


class Gatherer:
    """A suite on its way through all variants."""

    def __init__(
        self,
        engine: Engine,
        options: JudgingOptions,
        subject: Variant,
        references: list[Variant],
        mutants: list[Variant],
    ) -> None:
        sources = [file.read_bytes() for file in engine.suite.sources()]
        self._engine = engine
        self._run_options = engine.suite.run_options(options.hypothesis_seed)
        self._options = options
        self._subject = subject
        self._correct = [subject, *references]
        self._backward = [each for each in self._correct if not each.is_rewritten]
        self._mutants = mutants
        self._beside = references[:1] if options.is_trusted else options.order.sample(mutants, min(1, len(mutants)))
        self._may_use_chance = may_use_chance(sources)
        self._may_use_hashes = may_use_hashes([*sources, *(text.encode() for text in subject.files.values())])
        self._expected = len(self._correct) + len(self._backward) + len(mutants) + 2  # the last two are the stubs
        self._expected += not options.is_trusted  # once more among the mutants
        self._runs = Runs()
        self._shortest = min(mutant_timeout(0.0), options.baseline_timeout)
        self._timeouts = (self._shortest, options.baseline_timeout)  # on mutants, and on correct programs
        self._tests: tuple[str, ...] | None = None  # those to run, None for all
        self._traced = self._explained = Run()

    def run_first(self) -> Run:
        """Run all tests on the subject, and return that run; those that time out aren't run again.

        A mutant runs beside it under the same settings, so that a test that leaves a note can't know for which program.
        """
        requests = shuffled([self._on(each) for each in (self._subject, *self._beside)], self._options.order)
        self._run([replace(each, options=replace(each.options, keep_bytecode=True)) for each in requests])
        run = self._runs.first_on(self._subject.name)
        self._timeouts = mutant_timeout(max(run.seconds.values(), default=0.0)), self._options.baseline_timeout
        ended = tuple(test for test, outcome in run.outcomes.items() if not is_unfinished(outcome))
        self._tests = None if len(ended) == len(run.outcomes) else ended
        return run

    def run_shuffled(self) -> None:
        """Run the tests on everything, in a random order but for the end: a test may count processes, and so runs.

        All have equal time, or a slow test could kill by that: first mutants', then more if a correct program needs it.
        A mutant on which a test had less in the first runs runs again.
        """
        for timeout in sorted({self._timeouts[0], max(self._timeouts)}):
            self._timeouts = (timeout, timeout)
            if timeout > self._shortest or self._tests is not None:
                self._beside = [each for each in self._beside if not self._runs.has_unfinished(each.name)]
            mutants = [self._on(each) for each in self._mutants if each not in self._beside]
            requests = [*self._on_correct_programs(), self._on(self._subject, among_mutants=True), *mutants]
            self._run(with_correct_last(shuffled(requests, self._options.order)))
            if not self._runs.has_timeout((each.name for each in self._correct), self._tests):
                return

    def run_one_after_another(self) -> None:
        """Run the tests on correct programs, and those that may kill then on the mutants."""
        self._run(self._on_correct_programs())
        self.repeat_unsteady()
        self._tests = self._accepted()
        self._run([self._on(each) for each in self._mutants])

    def repeat_unsteady(self) -> None:
        """Repeat the runs on correct programs where outcomes differ, with the seeds exchanged."""
        unsteady = [each for each in self._correct if self._runs.is_unsteady(each.name)]
        self._expected += 2 * len(unsteady)
        exchanged = ((False, BACKWARD), (True, FORWARD))
        requests = [self._on(each, reverse=way, seed=seed) for each in unsteady for way, seed in exchanged]
        self._run(shuffled(requests, self._options.order))

    def run_against_readers(self) -> None:
        """Run the tests on more correct programs if some seem to read the source of this one."""
        more = programs_against_readers(self._runs, self._correct, self._options.order)
        self._correct += more
        self._expected += len(more)
        self._run([self._on(each) for each in more])

    def repeat_after_timeouts(self) -> None:
        """Repeat the runs on mutants that a test has ended which can't kill; from then on only tests run that may."""
        accepted = self._accepted()
        if late := [each for each in self._mutants if self._runs.has_ended_early(each.name, accepted)]:
            self._tests = accepted
            self._repeat(late, AFTER_TIMEOUT)

    def confirm(self) -> None:
        """Repeat the runs on killed mutants if the tests may depend on chance."""
        if self._may_use_chance or any(self._runs.is_unsteady(each.name) for each in self._correct):
            runs, accepted = self._runs, self._accepted()
            if killed := [each for each in self._mutants if runs.on(each.name).only(accepted).has_failure]:
                self._repeat(killed, *CONFIRMATIONS)

    def _repeat(self, mutants: list[Variant], *seeds: int) -> None:
        """Repeat the runs on mutants, among runs on the subject."""
        requests = [self._on(each, seed=seed) for each in (self._subject, *mutants) for seed in seeds]
        self._expected += len(requests)
        self._run(shuffled(requests, self._options.order))
        for request in requests:
            self._runs.keep_others(request.key, self._tests)

    def run_stubs(self, stubs: list[Variant]) -> None:
        """Run the tests that fail on none of the mutants on stubs."""
        on_mutants = [self._runs.on(each.name) for each in self._mutants]
        self._tests = tuple(test for test in self._accepted() if not fails_on_any(test, on_mutants))
        self._run([self._on(each) for each in stubs])

    def trace(self) -> None:
        """Run the properties among the same tests once more on the subject, to learn which reach an assertion."""
        costs = self._runs.first_on(self._subject.name).costs
        properties = [test for test in self._tests or () if costs.get(test, 0) >= PROPERTY_COST]
        self._traced = self._run_again(self._subject, properties, trace=True)

    def explain(self) -> None:
        """Run the tests that fail on a correct program again, for what they check and the smallest counterexample.

        A test that fails on several is explained on the first.
        """
        for each in self._correct if self._options.explain else ():
            first = self._runs.first_on(each.name)
            failed = [test for test, outcome in first.outcomes.items() if outcome.cause not in (None, "time-out")]
            run = self._run_again(each, [test for test in failed if test not in self._explained.checks], explain=True)
            self._explained = self._explained.merge(run)
            self._runs.show_failures(each.name, run)

    def _run_again(self, program: Variant, tests: Iterable[str], *, trace: bool = False, explain: bool = False) -> Run:
        """Return a run of some tests on a correct program that tells more than others do, and takes longer."""
        self._tests = tuple(tests)
        if not self._tests:
            return Run()
        request = self._on(program)
        options = replace(request.options, trace=trace, explain=explain)
        (answer,) = self._engine.run([replace(request, options=options, timeout=self._options.baseline_timeout)])
        return answer.run

    def evidence(self, stubs: list[Variant]) -> Evidence:
        """Return what all runs have shown."""
        accepted, checks = self._accepted(), self._explained.checks
        raising, silent = (self._runs.on(each.name) for each in stubs)
        on_mutants = {each.name: self._runs.on(each.name) for each in self._mutants}
        return Evidence(
            subject=self._runs.repeats(self._subject.name),
            references={each.name: self._runs.repeats(each.name) for each in self._correct[1:]},
            mutants={name: run.only(accepted) for name, run in on_mutants.items()},
            raising=raising,
            silent=silent,
            traced=self._traced,
            rejecting={name: run.only(checks) for name, run in on_mutants.items()},
            checks=checks,
        )

    def _on_correct_programs(self) -> list[Request[RunKey]]:
        """Return the requests after those of the first runs, without that among the mutants."""
        forward = [each for each in self._correct[1:] if each not in self._beside]
        return [*map(self._on, forward), *(self._on(each, reverse=True, seed=BACKWARD) for each in self._backward)]

    def _accepted(self) -> tuple[str, ...]:
        return self._runs.accepted(each.name for each in self._correct)

    def _on(
        self, variant: Variant, *, reverse: bool = False, seed: int = FORWARD, among_mutants: bool = False
    ) -> Request[RunKey]:
        key = RunKey(variant.name, variant in self._correct, reverse, seed, among_mutants)
        hash_seed = BACKWARD if seed == BACKWARD and self._may_use_hashes else 0
        options = replace(self._run_options, reverse=reverse, seed=seed, hash_seed=hash_seed)
        timeout = self._timeouts[key.is_correct]
        return Request(key, variant, options, timeout, (self._tests,), continue_after_timeout=key.is_correct)

    def _run(self, requests: list[Request[RunKey]]) -> None:
        """Run requests; if there are no tests left to run, each has a run without outcomes."""
        if self._tests == ():
            answers = ((request.key, Run()) for request in requests)
        else:
            answers = ((answer.request.key, answer.run) for answer in self._engine.run(requests))
        for key, run in answers:
            self._runs.add(key, run)
            self._options.on_progress(len(self._runs), self._expected)
