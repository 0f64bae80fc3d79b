"""Judges suites for one task, and keeps everything that judging needs warm from one check to the next."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeAlias

from workshop.engine.controller.pool import Pool
from workshop.engine.files import empty_folder, write_files
from workshop.engine.limits import SLOTS
from workshop.engine.redis import server_name
from workshop.engine.suite import Suite
from workshop.errors import machine_errors
from workshop.judging.gather_evidence import gather_evidence
from workshop.judging.judge import judge
from workshop.judging.options import LEARNER_OPTIONS, JudgingOptions
from workshop.judging.verdict import Verdict
from workshop.mutants.subject import Subject
from workshop.temporary import temporary_folder
from workshop.variants.variant import Variant

SuiteFiles: TypeAlias = Mapping[str, bytes]  # the contents of a suite's files, by path in its folder


@dataclass(frozen=True)
class Task:
    """What a suite is written for, and what it's run on.

    `references` are other correct programs. What the files in `imports` import from elsewhere is imported once for all
    runs. If Redis is needed, each run has an empty server of its own, whose URL is in REDIS_URL. The tests can't
    read what is in the folders of all exercises: that of the subject, and those that are `hidden`.
    """

    subject: Subject
    references: tuple[Variant, ...]
    mutants: tuple[Variant, ...]
    imports: tuple[Path, ...] = ()
    needs_redis: bool = False
    hidden: tuple[Path, ...] = ()


class Session:
    """Judges suites for one task; use it as a context.

    A suite is first copied to a folder of its own, which nothing else is in, so nothing is written beside the original.
    Hypothesis keeps its tables of characters in `storage`. `server` names the kind of Redis server that is used, "" if
    none is needed; `slots` is how many runs go on at once. Raises MachineError if the machine refuses something.
    """

    def __init__(self, task: Task, storage: Path, slots: int = SLOTS) -> None:
        self._task = task
        with machine_errors(), ExitStack() as stack:
            self._folder = Path(stack.enter_context(temporary_folder("suite"))).resolve()
            self.server = server_name() if task.needs_redis else ""
            suite = Suite(
                root=self._folder,
                tests=(self._folder,),
                storage=storage,
                imports=task.imports,
                needs_redis=task.needs_redis,
                is_sandboxed=True,
                hidden=(task.subject.path.resolve().parent.parent, *task.hidden),  # the folder of all exercises
            )
            self._pool = stack.enter_context(Pool(task.subject, suite, slots=slots))
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def cancel(self) -> None:
        """Have `check` raise CancelledError; called from another thread. Nothing can be checked after that."""
        self._pool.cancel()

    def check(self, suite: SuiteFiles, options: JudgingOptions = LEARNER_OPTIONS) -> Verdict:
        """Return the verdict on a suite: the tests in its files, which may use each other and a conftest.py.

        Raises EngineError if the suite brings the engine down, and MachineError if the machine refuses something, as
        when no space is left.
        """
        with machine_errors():
            empty_folder(self._folder)
            write_files(self._folder, suite)
            return judge(gather_evidence(self._pool, self._task.mutants, self._task.references, options))
