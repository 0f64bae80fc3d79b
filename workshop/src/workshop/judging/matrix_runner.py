"""Hunts mutants: runs each technique's tests on each of them, and fills the kill matrix."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from workshop.engine.controller.pool import Answer, Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import EXAMPLES, Function, Order, Run
from workshop.judging.evidence import BASELINE_TIMEOUT, limit
from workshop.judging.matrix import Kill, Matrix
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject
from workshop.variants.mutation_site import MutationSite, find_mutation_site
from workshop.variants.reach_map import ReachMap
from workshop.variants.variant import Variant, instrumented, with_mutant_unchecked

Progress = Callable[[str, int, int], None]  # is told what is being run, and how many runs of how many are done


@dataclass(frozen=True)
class _Baseline:
    """What the runs on the program itself have shown of one technique's tests."""

    technique: str
    folder: Path
    unsound: Mapping[str, str]
    reached: ReachMap
    prioritized: tuple[str, ...]  # sound tests, those first that are likely to be quick
    limits: Mapping[str, float]  # seconds that each test may take
    effort: float  # seconds that all have taken
    can_be_template: bool  # by a process that has collected them

    def tests(self, change: MutationSite | None) -> list[str]:
        """Return the tests that may notice a change, which is anywhere for None."""
        if change is None or change.locations & self.reached.shared:
            return list(self.prioritized)
        return [test for test in self.prioritized if change.locations & self.reached.by_test[test]]

    def _is_in_use(self, change: MutationSite) -> bool:
        """Return whether something of what has changed may have been used when the tests were collected."""
        return change.runs_lazily or bool({change.body, *change.locations} & self.reached.at_import)

    def request(self, variant: Variant, change: MutationSite | None, file: str) -> Request:
        """Return the request to run, until one fails, the tests that may notice a change in a file of the tree."""
        tests = self.tests(change)
        function = None
        if self.can_be_template and change and not self._is_in_use(change):
            lines = change.first_line, change.last_line
            function = Function(file, change.function, *lines, change.changes_defaults)
        return Request(
            key=(self.technique, variant.name),
            variant=variant,
            order=Order((f"{self.folder}",), stop=True),
            limit=max(self.limits.values()),
            limits_alone={test: self.limits[test] for test in tests},
            batches=(tuple(tests),) if function else _first_file_first(tests),
            function=function,
        )


def run_matrix(pool: Pool, catalogue: Catalogue, progress: Progress | None = None) -> Matrix:
    """Run each technique's tests on each mutant until one fails, and return what killed what.

    A test is left out where it cannot notice the bug, because it does not enter the block that has it. Raises
    CatalogueError for a mutant that cannot be made.
    """
    changes = {mutant: _change(catalogue.subject, mutant) for mutant in catalogue.mutants}
    tell = progress or (lambda *_: None)
    originals = [Variant(catalogue.subject.name), instrumented(catalogue.subject)]
    surveys = [
        Request(
            (technique, way),
            each,
            Order((f"{folder}",), reverse=way, seed=int(way), keep_bytecode=not way),
            BASELINE_TIMEOUT,
        )
        for technique, folder in catalogue.techniques.items()
        for way, each in zip((False, True), originals, strict=True)
    ]
    seen: dict[tuple[str, bool], Answer] = {}
    for answer in pool.run(surveys):
        seen[answer.request.key] = answer
        tell("on the program itself", len(seen), len(surveys))
    rooms = [_room(name, folder, seen[name, False], seen[name, True]) for name, folder in catalogue.techniques.items()]
    total = sum(bool(room.tests(changes[mutant])) for room in rooms for mutant in catalogue.mutants)

    def requests(room: _Baseline) -> Iterator[Request]:
        for mutant in catalogue.mutants:
            change = changes[mutant]
            if room.tests(change):
                variant = with_mutant_unchecked(catalogue.subject, mutant)
                yield room.request(variant, change, catalogue.subject.path_in_tree(mutant.file))

    longest_first = sorted(rooms, key=lambda room: -room.effort)
    kills: dict[tuple[str, str], Kill] = {}
    for done, answer in enumerate(pool.run(*map(requests, longest_first)), start=1):
        if kill := _kill(answer.run, answer.request):
            kills[answer.request.key] = kill
        tell("on mutants", done, total)
    unsound = {test: why for room in rooms for test, why in room.unsound.items()}
    return Matrix(tuple(catalogue.techniques), catalogue.mutants, kills, unsound)


def _room(technique: str, folder: Path, forward: Answer, backward: Answer) -> _Baseline:
    outcomes = {test: [answer.run.outcome(test) for answer in (forward, backward)] for test in forward.run.outcomes}
    statuses = {test: {outcome.status for outcome in pair} for test, pair in outcomes.items()}
    unsound = {
        test: ", then ".join(f"{outcome.status} {outcome.message}".strip() for outcome in pair)
        for test, pair in outcomes.items()
        if statuses[test] not in ({"passed"}, {"skipped"})
    }
    sound = [test for test in outcomes if statuses[test] == {"passed"}]
    return _Baseline(
        technique=technique,
        folder=folder,
        unsound=unsound | {node: problem.message for node, problem in forward.run.problems.items()},
        reached=backward.reached,
        prioritized=_most_promising_first(sound, forward.run.costs, backward.reached.by_test),
        limits={test: limit(seconds) for test, seconds in forward.run.seconds.items()},
        effort=sum(forward.run.seconds.values()),
        can_be_template=forward.run.can_be_template,
    )


def _first_file_first(tests: list[str]) -> tuple[tuple[str, ...], ...]:
    """Part the tests of the first file from the rest: mostly those catch the bug, and the others are not imported."""
    first = tuple(test for test in tests if _file(test) == _file(tests[0]))
    rest = tuple(test for test in tests if _file(test) != _file(tests[0]))
    return (first, rest) if rest else (first,)


def _file(test: str) -> str:
    return test.partition("::")[0]


def _most_promising_first(
    tests: list[str], costs: Mapping[str, int], reached: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """Put properties last, and before other files those whose tests have few fixtures, or one that does little.

    No clock is asked, so that the order is the same each time. Inside a file it stays: a bug may make one test fail
    because of what another left behind, and plain pytest should show the same.
    """
    files: dict[tuple[bool, str], list[str]] = {}
    for test in tests:
        files.setdefault((costs[test] >= EXAMPLES, _file(test)), []).append(test)

    def effort(file: list[str]) -> tuple[float, int]:
        return mean(costs[test] for test in file), min(len(reached[test]) for test in file)

    return tuple(test for file in sorted(files.values(), key=effort) for test in file)


def _change(subject: Subject, mutant: Mutant) -> MutationSite | None:
    """Return where the bug is, or None where it may be in all that is imported."""
    text = subject.read(mutant.file)
    return find_mutation_site(text, mutant.applied_to(text), mutant.file)


def _kill(run: Run, request: Request) -> Kill | None:
    """Return the first failure of a run, of a test or of the import of them all."""
    for test in (test for batch in request.batches for test in batch or ()):
        if (outcome := run.outcome(test)).status == "failed":
            return Kill(test, outcome)
    return None
