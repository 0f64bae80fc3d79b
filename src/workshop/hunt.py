"""Hunts mutants: runs each technique's tests on each of them, and fills the kill matrix."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.attempt import Request
from workshop.catalogue import Catalogue, Mutant
from workshop.implementation import Implementation, taking_notes, with_mutant
from workshop.job import Order, Run
from workshop.matrix import Kill, Matrix
from workshop.reach import changed_block
from workshop.runner import Answer, Runner
from workshop.trial import PATIENCE, limit

Progress = Callable[[str, int, int], None]  # is told what is being run, and how many runs of how many are done


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
