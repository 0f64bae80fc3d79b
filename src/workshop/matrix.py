"""The kill matrix: which technique's tests catch which bug."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.attempt import Request
from workshop.catalogue import Catalogue, Mutant
from workshop.implementation import Implementation, taking_notes, with_mutant
from workshop.job import Order, Outcome, Run
from workshop.reach import changed_block
from workshop.runner import Answer, Runner
from workshop.trial import PATIENCE, limit

Progress = Callable[[str, int, int], None]  # is told what is being run, and how many runs of how many are done


@dataclass(frozen=True)
class Kill:
    """The first test that failed on a mutant, and how."""

    test: str
    outcome: Outcome


@dataclass(frozen=True)
class Matrix:
    """Kills by technique and mutant; where there is none, the mutant survived that technique.

    `unsound` are the tests that do not pass on the program itself, forward and backward, with what became of them.
    """

    techniques: tuple[str, ...]
    mutants: tuple[Mutant, ...]
    kills: Mapping[tuple[str, str], Kill]
    unsound: Mapping[str, str]

    def killers(self, mutant: str) -> list[str]:
        """Return the techniques that kill a mutant."""
        return [technique for technique in self.techniques if (technique, mutant) in self.kills]

    def unique(self, technique: str) -> list[str]:
        """Return the mutants that this technique kills and no other."""
        return [mutant.name for mutant in self.mutants if self.killers(mutant.name) == [technique]]

    def total(self, technique: str) -> int:
        """Return how many mutants a technique kills."""
        return sum((technique, mutant.name) in self.kills for mutant in self.mutants)

    def problems(self) -> list[str]:
        """Return a line for each thing that is not as the catalogue claims or a gate demands."""
        return [
            *(f"{test} is not sound: {why}" for test, why in self.unsound.items()),
            *(f"{mutant.name} survives every technique" for mutant in self.mutants if not self.killers(mutant.name)),
            *(
                f"{mutant.name} survives {technique}, which should catch it"
                for mutant in self.mutants
                for technique in mutant.kills
                if (technique, mutant.name) not in self.kills
            ),
        ]


@dataclass(frozen=True)
class _Room:
    """What the runs on the program itself have shown of one technique's tests."""

    folder: Path
    unsound: Mapping[str, str]
    reached: Mapping[str, set[str]]  # blocks by test
    reached_by_all: set[str]
    promising: tuple[str, ...]  # sound tests, those first that are likely to be quick
    limit: float

    def batches(self, block: str | None) -> tuple[tuple[str, ...], ...]:
        """Return the tests that may notice a bug in a block, or anywhere for None: one file's first, then the rest.

        The bug is mostly caught in the most promising file, and then the others need not be imported.
        """
        by_all = block is None or block in self.reached_by_all
        tests = [test for test in self.promising if by_all or block in self.reached[test]]
        first = [test for test in tests if _file(test) == _file(tests[0])]
        rest = [test for test in tests if _file(test) != _file(tests[0])]
        return tuple(tuple(batch) for batch in (first, rest) if batch)


def draw(runner: Runner, catalogue: Catalogue, progress: Progress | None = None) -> Matrix:
    """Run each technique's tests on each mutant until one fails, and return what killed what.

    A test is left out where it cannot notice the bug, because it does not enter the block that has it. Raises
    CatalogueError for a mutant that cannot be made.
    """
    blocks = {mutant: _block(catalogue, mutant) for mutant in catalogue.mutants}
    tell = progress or (lambda *_: None)
    originals = [Implementation(catalogue.subject.name), taking_notes(catalogue.subject)]
    surveys = [
        Request(
            (technique, way), each, Order((f"{folder}",), reverse=way, seed=int(way), keep_bytecode=not way), PATIENCE
        )
        for technique, folder in catalogue.techniques.items()
        for way, each in zip((False, True), originals, strict=True)
    ]
    seen: dict[tuple[str, bool], Answer] = {}
    for answer in runner.run(surveys):
        seen[answer.request.key] = answer
        tell("on the program itself", len(seen), len(surveys))
    rooms = {name: _room(folder, seen[name, False], seen[name, True]) for name, folder in catalogue.techniques.items()}
    batches = {
        (technique, mutant): room.batches(block)
        for mutant, block in blocks.items()
        for technique, room in rooms.items()
    }
    total = sum(map(bool, batches.values()))

    def requests() -> Iterator[Request]:
        for mutant in blocks:
            implementation = with_mutant(catalogue.subject, mutant)
            for technique, room in rooms.items():
                if wanted := batches[technique, mutant]:
                    key, order = (technique, mutant.name), Order((f"{room.folder}",), stop=True)
                    yield Request(key, implementation, order, room.limit, wanted)

    kills: dict[tuple[str, str], Kill] = {}
    for done, answer in enumerate(runner.run(requests()), start=1):
        if kill := _kill(answer.run, answer.request):
            kills[answer.request.key] = kill
        tell("on mutants", done, total)
    unsound = {test: why for room in rooms.values() for test, why in room.unsound.items()}
    return Matrix(tuple(rooms), catalogue.mutants, kills, unsound)


def _room(folder: Path, forward: Answer, backward: Answer) -> _Room:
    outcomes = {test: [answer.run.outcome(test) for answer in (forward, backward)] for test in forward.run.outcomes}
    statuses = {test: {outcome.status for outcome in pair} for test, pair in outcomes.items()}
    unsound = {
        test: ", then ".join(f"{outcome.status} {outcome.message}".strip() for outcome in pair)
        for test, pair in outcomes.items()
        if statuses[test] not in ({"passed"}, {"skipped"})
    }
    sound = [test for test in outcomes if statuses[test] == {"passed"}]
    return _Room(
        folder=folder,
        unsound=unsound | {node: problem.message for node, problem in forward.run.problems.items()},
        reached=backward.reached,
        reached_by_all=backward.reached_by_all,
        promising=_most_promising_first(sound, forward.run.properties, backward.reached),
        limit=limit(forward.run.longest),
    )


def _file(test: str) -> str:
    return test.partition("::")[0]


def _most_promising_first(
    tests: list[str], properties: frozenset[str], reached: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """Put properties last, and before other files the one with a test that does little.

    Inside a file the order stays: a bug may make one test fail because of what another left behind, and plain pytest
    should show the same.
    """
    files: dict[tuple[bool, str], list[str]] = {}
    for test in tests:
        files.setdefault((test in properties, _file(test)), []).append(test)
    by_effort = sorted(files, key=lambda key: (key[0], min(len(reached[test]) for test in files[key])))
    return tuple(test for key in by_effort for test in files[key])


def _block(catalogue: Catalogue, mutant: Mutant) -> str | None:
    """Return the block that has the bug, or None where it may be in all that is imported."""
    text = catalogue.subject.read(mutant.file)
    return changed_block(text, mutant.applied_to(text), mutant.file)


def _kill(run: Run, request: Request) -> Kill | None:
    """Return the first failure of a run, of a test or of the import of them all."""
    for test in (test for batch in request.batches for test in batch or ()):
        if (outcome := run.outcome(test)).status == "failed":
            return Kill(test, outcome)
    return None
