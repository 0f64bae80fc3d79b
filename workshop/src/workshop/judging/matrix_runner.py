"""Fills the kill matrix: runs each technique's tests on each mutant."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workshop.engine.controller.pool import Answer, Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.controller.scheduler import Schedule
from workshop.engine.limits import BASELINE_TIMEOUT
from workshop.engine.protocol import RunOptions
from workshop.engine.run import Run
from workshop.engine.suite import Suite
from workshop.judging.baseline import Baseline
from workshop.judging.matrix import Kill, Matrix
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.variants.mutation_site import MutationSite, find_mutation_site
from workshop.variants.variant import Variant, instrumented, with_mutant

OnProgress = Callable[[str, int, int], None]  # gets what is being run, how many runs are done, and of how many


@dataclass(frozen=True)
class RunKey:
    """A run of one technique's tests: on a mutant, or on the program itself, forward or backward."""

    technique: str
    mutant: str | None = None
    reverse: bool = False


def suite_of(catalogue: Catalogue) -> Suite:
    """Return the tests of all techniques of a catalogue."""
    return Suite(catalogue.root, tuple(catalogue.techniques.values()), tuple(catalogue.left_out))


def run_matrix(
    pool: Pool, catalogue: Catalogue, on_progress: OnProgress = lambda *_: None, *, only_claims: bool = False
) -> Matrix:
    """Run each technique's tests on each mutant until one fails, and return what killed what.

    With `only_claims`, a mutant that names the techniques that must kill it is left out of the runs of the others.

    First the tests run on the program itself, forward and, on the instrumented program, backward; a technique's mutants
    follow as soon as both runs have ended. A test isn't run on a mutant if it can't notice the bug, because it doesn't
    enter the block that has the bug. Raises AuthorError for a mutant that can't be made.
    """
    runner = _MatrixRunner(catalogue, only_claims=only_claims)
    for answer in pool.run_schedule(runner.schedule):
        runner.take(answer)
        on_progress(*runner.progress)
    return runner.matrix()


class _MatrixRunner:
    """The requests for a kill matrix, and what came of them so far."""

    def __init__(self, catalogue: Catalogue, *, only_claims: bool) -> None:
        self._catalogue = catalogue
        self._only_claims = only_claims
        self._variants = {mutant: with_mutant(catalogue.subject, mutant) for mutant in catalogue.mutants}
        self._sites = {mutant: self._find_site(mutant) for mutant in catalogue.mutants}
        self._answers: dict[RunKey, Answer[RunKey]] = {}  # of the runs on the program itself
        self._baselines: dict[str, Baseline] = {}  # by technique
        self._kills: dict[tuple[str, str], Kill] = {}
        self._done = 0
        self._expected = 0
        self.schedule = Schedule(self._baseline_requests())

    @property
    def progress(self) -> tuple[str, int, int]:
        """What is being run, how many of those runs are done, and of how many."""
        techniques = len(self._catalogue.techniques)
        if len(self._baselines) < techniques:
            return "on the program itself", len(self._answers), 2 * techniques
        return "on mutants", self._done, self._expected

    def take(self, answer: Answer[RunKey]) -> None:
        """Take in an answer; if it completes a technique's baseline, the technique's mutants join the schedule."""
        key = answer.request.key
        if key.mutant is not None:
            self._done += 1
            if kill := _kill(answer.run, answer.request):
                self._kills[key.technique, key.mutant] = kill
            return
        self._answers[key] = answer
        forward, backward = (self._answers.get(RunKey(key.technique, reverse=way)) for way in (False, True))
        if forward and backward:
            baseline = Baseline.of(self._catalogue.techniques[key.technique], forward, backward)
            self._baselines[key.technique] = baseline
            tests = self._tests_by_mutant(key.technique, baseline)
            self._expected += len(tests)
            self.schedule.add(self._mutant_requests(key.technique, baseline, tests))

    def matrix(self) -> Matrix:
        """Return the matrix, with techniques in the order of the catalogue."""
        catalogue = self._catalogue
        baselines = [self._baselines[technique] for technique in catalogue.techniques]
        unsound = {test: why for baseline in baselines for test, why in baseline.unsound.items()}
        return Matrix(tuple(catalogue.techniques), catalogue.mutants, self._kills, unsound)

    def _find_site(self, mutant: Mutant) -> MutationSite | None:
        """Return where the bug is, or None if it may be in anything that is imported."""
        text = self._catalogue.subject.read(mutant.file)
        return find_mutation_site(text, self._variants[mutant].files[mutant.file], mutant.file)

    def _baseline_requests(self) -> Iterator[Request[RunKey]]:
        variants = {False: Variant(self._catalogue.subject.name), True: instrumented(self._catalogue.subject)}
        for technique, folder in self._catalogue.techniques.items():
            for reverse, variant in variants.items():
                options = RunOptions((f"{folder}",), reverse=reverse, seed=int(reverse), keep_bytecode=not reverse)
                yield Request(RunKey(technique, reverse=reverse), variant, options, BASELINE_TIMEOUT)

    def _tests_by_mutant(self, technique: str, baseline: Baseline) -> dict[Mutant, list[str]]:
        """Return which tests of a technique are to run on which mutants."""
        return {
            mutant: tests
            for mutant, site in self._sites.items()
            if not (self._only_claims and mutant.kills and technique not in mutant.kills)
            and (tests := baseline.tests_for(site))
        }

    def _mutant_requests(
        self, technique: str, baseline: Baseline, tests_by_mutant: Mapping[Mutant, list[str]]
    ) -> Iterator[Request[RunKey]]:
        for mutant, tests in tests_by_mutant.items():
            file = self._catalogue.subject.path_in_tree(mutant.file)
            function = baseline.changed_function(self._sites[mutant], file)
            yield Request(
                key=RunKey(technique, mutant.name),
                variant=self._variants[mutant],
                options=RunOptions((f"{baseline.folder}",), stop=True),
                timeout=max(baseline.timeouts.values()),
                timeouts={test: baseline.timeouts[test] for test in tests},
                batches=(tuple(tests),) if function else baseline.first_file_first(tests),
                function=function,
            )


def _kill(run: Run, request: Request[RunKey]) -> Kill | None:
    """Return the first failure of a run, of a test or of importing all of them."""
    for test in (test for batch in request.batches for test in batch or ()):
        if (outcome := run.outcome(test)).status == "failed":
            return Kill(test, outcome)
    return None
