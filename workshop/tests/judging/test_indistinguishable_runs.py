"""The subject runs once more among the mutants, and nothing that a test can see tells its run from theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
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
TEST = "test_it.py::test_it"
AT_FIRST, STUBS = 2, 2  # runs before those in a random order, and after them


@dataclass
class FakeEngine:
    """Runs a test that passes on everything, but is late on mutants if it has no more than a number of seconds."""

    subject: Subject
    suite: Suite
    seconds: float = 0.0
    late_after: float = 0.0
    requests: list[Request[object]] = field(default_factory=list)

    def run(self, *queues: Iterable[Request[Key]]) -> Iterator[Answer[Key]]:
        """Yield an answer to each request."""
        for request in (request for queue in queues for request in queue):
            self.requests.append(Request(**vars(request)))
            is_late = request.variant.name.startswith("mutant") and request.timeout <= self.late_after
            outcome = Outcome("failed", "time-out") if is_late else Outcome("passed")
            yield Answer(request, Run({TEST: outcome}, seconds={TEST: self.seconds}), ReachMap())


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


def on_mutants(requests: list[Request[object]]) -> list[Request[object]]:
    """Return the requests for runs on mutants."""
    return [each for each in requests if each.variant.name.startswith("mutant")]


def test_subject_runs_once_with_the_settings_of_mutants(engine: FakeEngine) -> None:
    """A test learns the options of its run from its environment or from pytest's plugins."""
    requests = shuffled_requests(engine)

    seen: dict[str, list[tuple[object, ...]]] = {}
    for each in requests:
        settings = (each.options, each.timeout, each.timeouts, each.batches, each.function)
        seen.setdefault(each.variant.name, []).append(settings)
    (one,), (other,) = (settings for name, settings in seen.items() if name.startswith("mutant"))
    assert one == other
    assert seen["the program"].count(one) == 1


def test_subject_has_any_place_among_the_mutants(engine: FakeEngine) -> None:
    """A test can count the runs before its own: if the subject came last, its place would give it away."""
    mutants_before = set()
    for seed in range(30):
        among = [each for each in shuffled_requests(engine, seed) if not each.options.reverse]
        mutants_before.add([each.variant.name for each in among if each.variant.name != "other"].index("the program"))

    assert mutants_before == {0, 1, 2}


def test_any_mutant_runs_beside_the_first(engine: FakeEngine) -> None:
    """A test may leave a note for later runs, as in the numbers of processes, but can't know for which program."""
    names = [each.name for each in MUTANTS]

    at_first = set()
    for seed in range(30):
        later = shuffled_requests(engine, seed)
        one, other = engine.requests[:AT_FIRST]
        at_first.add((one.variant.name, other.variant.name))
        assert one.options == other.options
        assert {each.variant.name for each in on_mutants([one, other, *later])} == {*names}
        assert len(on_mutants(later)) == len(names) - 1

    assert at_first == {*product(["the program"], names), *product(names, ["the program"])}


@pytest.mark.parametrize(("seconds", "timeout"), [(0.1, 2.0), (1.0, 10.0)])
def test_mutant_beside_the_first_has_no_less_time_in_the_end(
    seconds: float, timeout: float, engine: FakeEngine
) -> None:
    """Its first run is enough if that had the time of the others."""
    engine.seconds, engine.late_after = seconds, 2.0

    shuffled_requests(engine)

    last = {each.variant.name: each.timeout for each in on_mutants(engine.requests)}
    assert last == dict.fromkeys((each.name for each in MUTANTS), timeout)
    assert len(on_mutants(engine.requests)) == len(MUTANTS) + (timeout > engine.late_after)


def test_correct_program_comes_last(engine: FakeEngine) -> None:
    """A test that fails from some run on fails on it; the subject's run among the mutants has another place."""
    for seed in range(30):
        *others, last = shuffled_requests(engine, seed)

        assert last.variant.name in ("the program", "other")
        assert last.variant.name == "other" or last.options not in [each.options for each in on_mutants(others)]


def test_correct_programs_run_with_two_hash_seeds(engine: FakeEngine) -> None:
    """The second is that of the runs in reverse."""
    shuffled_requests(engine)

    seeds = {each.variant.name: set[int]() for each in engine.requests}
    for each in engine.requests:
        seeds[each.variant.name].add(each.options.hash_seed)
    assert seeds["the program"] == seeds["other"] == {0, 1}
    assert seeds["mutant 0"] == {RunOptions(()).hash_seed} == {0}
