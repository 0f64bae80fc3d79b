"""A test that can't kill, and hangs on a mutant, doesn't keep those after it from being judged there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from workshop.engine.controller.pool import Answer
from workshop.engine.controller.run_state import NOT_RUN, Key, Request
from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.engine.suite import Suite
from workshop.judging.gather_evidence import gather_evidence
from workshop.judging.judge import judge
from workshop.judging.verdict import Rejection, Verdict
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import ReachMap
from workshop.variants.variant import Variant

PASSED, LATE = Outcome("passed"), Outcome("failed", "time-out", "still running after 2 s")
WRONG, RIGHT = Outcome("failed", "assertion", "wrong"), Outcome("failed", "assertion", "right")
ALL = ("test_wrong", "test_right")


@dataclass
class FakeEngine:
    """Runs two tests: the first is wrong, and hangs on the mutant, which the second finds.

    A suite that cheats knows when the first isn't run, and fails then.
    """

    subject: Subject
    suite: Suite
    cheats: bool = False
    requests: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def run(self, *queues: Iterable[Request[Key]]) -> Iterator[Answer[Key]]:
        """Yield an answer to each request."""
        for request in (request for queue in queues for request in queue):
            tests = request.batches[0] or ALL
            self.requests.append((request.variant.name, tests))
            run = Run(self._outcomes(request.variant.name, tests), checks={"test_wrong": FailedCheck()})
            yield Answer(request, run, ReachMap())

    def _outcomes(self, variant: str, tests: tuple[str, ...]) -> dict[str, Outcome]:
        is_mutant = variant == "loops"
        if tests == ALL:
            return dict(zip(ALL, (LATE, NOT_RUN) if is_mutant else (WRONG, PASSED), strict=True))
        return dict.fromkeys(tests, RIGHT if is_mutant or self.cheats else PASSED)


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    """Return the engine, for a suite that may depend on chance."""
    (tmp_path / "program.py").touch()
    (tmp_path / "test_it.py").write_text("import random\n")
    return FakeEngine(Subject(tmp_path / "program.py"), Suite(tmp_path, (tmp_path / "test_it.py",)))


def verdict_of(engine: FakeEngine) -> Verdict:
    """Return the verdict on the suite."""
    return judge(gather_evidence(engine, [Variant("loops")]))


def test_test_after_it_kills(engine: FakeEngine) -> None:
    """It runs again without the one that hangs, on the subject too, and the kill is confirmed in that way."""
    verdict = verdict_of(engine)

    assert verdict.killed == ("loops",)
    assert engine.requests.count(("loops", ("test_right",))) == 4
    assert engine.requests.count(("the program", ("test_right",))) >= 4


def test_test_that_hangs_stays_what_it_is(engine: FakeEngine) -> None:
    """As on the program, it was wrong each time that it was run."""
    wrong, right = verdict_of(engine).tests

    assert (wrong.status, right.status) == ("wrong", "sound")
    assert wrong.rejection == Rejection(("the program",), FailedCheck(), matter=("loops",))


def test_test_that_knows_of_the_repetition_does_not_kill(engine: FakeEngine) -> None:
    """The subject is among those that it's run on again."""
    engine.cheats = True

    verdict = verdict_of(engine)

    assert verdict.killed == ()
    assert [test.status for test in verdict.tests] == ["wrong", "flaky"]
