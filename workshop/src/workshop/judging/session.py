"""Checks suites of one exercise, with all that judging needs kept warm from one check to the next."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from workshop.engine.controller.pool import WORKERS, Pool
from workshop.engine.redis import DATABASES, serve_redis
from workshop.judging.evidence import JudgingOptions, gather_evidence
from workshop.judging.verdict import Verdict, judge
from workshop.mutants.catalogue import Suite
from workshop.mutants.subject import Subject
from workshop.variants.variant import Variant

BASELINE_TIMEOUT = 10.0  # seconds that a learner's test may take on a correct program
USUAL = JudgingOptions(patience=BASELINE_TIMEOUT)


@dataclass(frozen=True)
class Task:
    """What a suite is written for: the program, the name of the suite's file, and what the suite is run on.

    `references` are other correct programs. What the files in `imports` import from elsewhere is imported once for all
    runs. Where Redis is needed, each run has an empty database of its own, whose URL is in REDIS_URL.
    """

    subject: Subject
    test_file: str
    references: tuple[Variant, ...]
    mutants: tuple[Variant, ...]
    imports: tuple[Path, ...] = ()
    needs_redis: bool = False


class Session:
    """Judges suites for one task; use it as a context.

    A suite is copied to a folder of our own first: what stands beside it plays no part, and nothing is written there.
    `storage` is where Hypothesis keeps its tables of characters. `server` says what Redis there is, "" where none is
    needed; `workers` is how many runs go on at once.
    """

    def __init__(self, task: Task, storage: Path, workers: int = WORKERS) -> None:
        self._task = task
        self._storage = storage
        self._workers = workers
        self.server = ""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="workshop-suite-"))).resolve()
            self._file = folder / self._task.test_file
            service = stack.enter_context(serve_redis()) if self._task.needs_redis else None
            self.server = service.name if service else ""
            most = DATABASES if service else self._workers
            suite = Suite(
                root=folder,
                tests=(self._file,),
                storage=self._storage,
                imports=self._task.imports,
                redis_port=service.port if service else None,
            )
            self._pool = stack.enter_context(Pool(self._task.subject, suite, workers=min(self._workers, most)))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    def cancel(self) -> None:
        """Have `check` raise CancelledError; called from another thread. Nothing can be checked any more after it."""
        self._pool.cancel()

    def check(self, suite: bytes, terms: JudgingOptions = USUAL) -> Verdict:
        """Return the verdict on the text of a suite; raises RunnerError where it brings the judge itself down."""
        self._file.write_bytes(suite)
        for compiled in self._file.parent.glob("__pycache__/*"):
            compiled.unlink()  # it may pass for that of this text
        return judge(gather_evidence(self._pool, self._task.mutants, self._task.references, terms))
