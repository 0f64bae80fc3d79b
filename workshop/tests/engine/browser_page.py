"""A page as the engine sees it, and some tests for it."""

from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from tests.ages import FILE, mutant, write_project
from workshop.engine.browser.engine import BrowserEngine, RunsMissingError
from workshop.engine.browser.steps import Log
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import Outcome, RunOptions
from workshop.engine.run import Run
from workshop.variants.variant import Variant, with_mutant

LIMIT = 7.0  # seconds
PASSED = Outcome("passed")
THREE = """
def test_one():
    pass


def test_two():
    pass


def test_three():
    pass
"""
ONE, TWO, THIRD = (f"{FILE}::test_{name}" for name in ("one", "two", "three"))


class Page:
    """A page that has runs of some tests, and what it's told of their steps."""

    def __init__(self, root: Path, tests: str) -> None:
        self.started: list[tuple[int, float, str]] = []
        self.log: dict[int, list[str]] = {}
        self._subject, self._suite = write_project(root, tests)

    def run(
        self, *variants: Variant, log: Log | None = None, trace: bool = False, needs_redis: bool = False
    ) -> list[Run]:
        """Return the runs of all tests on some variants, after doing those that the log lacks."""
        requests = self.requests(*variants, trace=trace)
        with closing(self.engine(log or {}, needs_redis=needs_redis)) as engine:
            with suppress(RunsMissingError):
                return [answer.run for answer in engine.run(requests)]
            for number in range(len(requests)):
                self.do(engine, number, [*(log or {}).get(number, ())])
            engine.begin({})
            return [answer.run for answer in engine.run(requests)]

    def engine(self, log: Log, *, needs_redis: bool = False) -> BrowserEngine:
        """Return an engine of a check with this log."""
        engine = BrowserEngine(self._subject, replace(self._suite, needs_redis=needs_redis))
        engine.begin(log)
        return engine

    def requests(self, *variants: Variant, trace: bool = False) -> list[Request[str]]:
        """Return the requests to run all tests on some variants."""
        options = RunOptions((f"{self._suite.root / FILE}",), trace=trace)
        return [Request("", each, options, LIMIT, continue_after_timeout=True) for each in variants]

    def do(self, engine: BrowserEngine, number: int, over: list[str]) -> None:
        """Do a missing run, and keep its steps."""
        steps = self.log[number] = over

        def finish(step: int, events: str) -> None:
            steps[step:] = [events]

        engine.do(number, [*over], lambda *step: self.started.append(step), finish)

    def mutant(self) -> Variant:
        """Return the program with a bug."""
        return with_mutant(self._subject, mutant("late", "ADULT = 18", "ADULT = 21"))
