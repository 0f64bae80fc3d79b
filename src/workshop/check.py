"""Checks suites of one exercise, with all that judging needs kept warm from one check to the next."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from workshop.catalogue import Suite
from workshop.exercise import CORRECT, Exercise
from workshop.judge import Verdict, judge
from workshop.redis_service import DATABASES, serve_redis
from workshop.runner import WORKERS, Runner
from workshop.trial import Terms, try_out

PATIENCE = 10.0  # seconds that a learner's test may take on a correct program
USUAL = Terms(patience=PATIENCE)


class Checker:
    """Judges suites of an exercise; use it as a context.

    A suite is copied to a folder of our own first: what stands beside it plays no part, and nothing is written there.
    `storage` is where Hypothesis keeps its tables of characters. `server` says what Redis there is, "" where none is
    needed; `workers` is how many runs go on at once.
    """

    def __init__(self, exercise: Exercise, storage: Path, workers: int = WORKERS) -> None:
        self._exercise = exercise
        self._storage = storage
        self._workers = workers
        self.server = ""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="workshop-suite-"))).resolve()
            self._file = folder / self._exercise.test_file
            service = stack.enter_context(serve_redis()) if self._exercise.needs_redis else None
            self.server = service.name if service else ""
            most = DATABASES if service else self._workers
            suite = Suite(
                root=folder,
                tests=(self._file,),
                storage=self._storage,
                imports=(*self._exercise.folder.glob("*.py"), *(self._exercise.folder / CORRECT).glob("*.py")),
                redis_port=service.port if service else None,
            )
            self._runner = stack.enter_context(Runner(self._exercise.subject, suite, workers=min(self._workers, most)))
            self._references = self._exercise.references()
            self._mutants = self._exercise.mutated()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    def cancel(self) -> None:
        """Have `check` raise CancelledError; called from another thread. Nothing can be checked any more after it."""
        self._runner.cancel()

    def check(self, suite: bytes, terms: Terms = USUAL) -> Verdict:
        """Return the verdict on the text of a suite; raises RunnerError where it brings the judge itself down."""
        self._file.write_bytes(suite)
        for compiled in self._file.parent.glob("__pycache__/*"):
            compiled.unlink()  # it may pass for that of this text
        return judge(try_out(self._runner, self._mutants, self._references, terms))
