"""A session that judges in no time."""

from pathlib import Path
from typing import Self

from tests.doubles import SOLUTION
from workshop.engine.protocol import Outcome
from workshop.errors import CancelledError
from workshop.judging.session import SuiteFiles, Task
from workshop.judging.verdict import JudgedMutant, Verdict


class FakeSession:
    """Judges the solution as done and every other suite as incomplete, and runs nothing."""

    server = ""

    def __init__(self, _task: Task, _storage: Path) -> None:
        self._is_cancelled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def cancel(self) -> None:
        """Have the check in progress raise CancelledError, as a real session does."""
        self._is_cancelled = True

    def check(self, suite: SuiteFiles, _options: object = None) -> Verdict:
        """Return the verdict on a suite."""
        if self._is_cancelled:
            raise CancelledError
        killers = {"test_examples": Outcome("failed")} if SOLUTION.encode() in suite.values() else {}
        return Verdict(mutants=(JudgedMutant("squares", killers),))
