"""The subject runs once more among the mutants, and nothing that a test can see tells its run from theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from workshop.engine.controller.pool import Answer
from workshop.engine.controller.run_state import Key, Request
from workshop.engine.protocol import Outcome, RunOptions
from workshop.engine.run import Run
from workshop.engine.suite import Suite
from workshop.judging.gather_evidence import gather_evidence
from workshop.judging.options import JudgingOptions
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import ReachMap
from workshop.variants.variant import Variant

MUTANTS = [Variant(f"mutant {number}") for number in range(3)]
AT_FIRST, STUBS = 2, 2  # runs before those in a random order, and after them


@dataclass
class FakeEngine:
    """Runs a test that passes on everything."""

    subject: Subject
    suite: Suite
    requests: list[Request[object]] = field(default_factory=list)

    def run(self, *queues: Iterable[Request[Key]]) -> Iterator[Answer[Key]]:
        """Yield an answer to each request."""
        for request in (request for queue in queues for request in queue):
            self.requests.append(Request(**vars(request)))
            yield Answer(request, Run({"test_it.py::test_it": Outcome("passed")}), ReachMap())


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    """Return the engine, for a suite that may depend on Python's hashes."""
    (tmp_path / "program.py").touch()
    (tmp_path / "test_it.py").write_text("import os\n\nassert os.environ\n")
    return FakeEngine(Subject(tmp_path / "program.py"), Suite(tmp_path, (tmp_path / "test_it.py",)))


def shuffled_requests(engine: FakeEngine, seed: int = 0) -> list[Request[object]]:
    """Return the requests in a random order for a suite that is judged with three mutants and another reference."""
    engine.requests.clear()
    gather_evidence(engine, MUTANTS, [Variant("other")], JudgingOptions(order=Random(seed)))
    return engine.requests[AT_FIRST:-STUBS]


def test_subject_runs_once_with_the_settings_of_mutants(engine: FakeEngine) -> None:
    """A test learns the options of its run from its environment or from pytest's plugins."""
    requests = shuffled_requests(engine)

    seen: dict[str, list[tuple[object, ...]]] = {}
    for each in requests:
        settings = (each.options, each.timeout, each.timeouts, each.batches, each.function)
        seen.setdefault(each.variant.name, []).append(settings)
    (of_mutants,) = seen["mutant 0"]
    assert seen["mutant 1"] == seen["mutant 2"] == [of_mutants]
    assert seen["the program"].count(of_mutants) == 1


def test_subject_has_any_place_among_the_mutants(engine: FakeEngine) -> None:
    """A test can count the runs before its own: if the subject came last, its place would give it away."""
    mutants_before = set()
    for seed in range(30):
        among = [each for each in shuffled_requests(engine, seed) if not each.options.reverse]
        mutants_before.add([each.variant.name for each in among].index("the program"))

    assert mutants_before == {0, 1, 2, 3}


def test_correct_program_comes_last(engine: FakeEngine) -> None:
    """A test that fails from some run on fails on it; the subject's run among the mutants has another place."""
    for seed in range(30):
        *others, last = shuffled_requests(engine, seed)

        assert last.variant.name in ("the program", "other")
        assert last.options not in [each.options for each in others if each.variant in MUTANTS]


def test_correct_programs_run_with_two_hash_seeds(engine: FakeEngine) -> None:
    """The second is that of the runs in reverse."""
    shuffled_requests(engine)

    seeds = {each.variant.name: set[int]() for each in engine.requests}
    for each in engine.requests:
        seeds[each.variant.name].add(each.options.hash_seed)
    assert seeds["the program"] == seeds["other"] == {0, 1}
    assert seeds["mutant 0"] == {RunOptions(()).hash_seed} == {0}
