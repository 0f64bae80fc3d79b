"""Runs on the workers of a cluster: judges suites that come as bytes, with judges that stay warm."""

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from time import monotonic

from distributed import Worker, get_worker

from workshop.course.exercise import read_exercise
from workshop.engine.files import write_files
from workshop.errors import CancelledError, MachineError, machine_error
from workshop.grading.grade_store import failed
from workshop.grading.journal import fingerprint
from workshop.grading.warm_judge import WarmJudge
from workshop.judging.session import SuiteFiles, Task
from workshop.judging.verdict import Verdict

FOLDER = "workshop"  # in the worker's own folder, which Dask removes, if need be when the next worker starts


@dataclass(frozen=True)
class Order:
    """A suite to judge for an exercise, with the fingerprints that they must have when they arrive.

    `files` are those of the exercise, or None if this worker should have them. `run` tells the orders of one command
    from those of others, and `options` is what else goes into the fingerprint of the suite.
    """

    run: str
    exercise: str
    digest: str
    suite: SuiteFiles
    options: str
    fingerprint: str
    limit: float
    files: SuiteFiles | None = None


class JudgeFailedError(Exception):
    """A suite has run into a bug of ours."""


@dataclass(frozen=True)
class Judged:
    """A verdict, and how many seconds judging took."""

    verdict: Verdict
    seconds: float


def judge(order: Order) -> Judged | None:
    """Return the verdict on a suite, or None if the files of its exercise aren't here.

    Raises MachineError if this machine refuses something, or if something doesn't arrive as it was sent,
    JudgeFailedError if the judge fails, and CancelledError if the run is stopped.
    """
    judges = _judges_of(get_worker())
    if order.files is not None:
        judges.add_exercise(order.exercise, order.digest, order.files)
    task = judges.task(order.digest)
    if task is None:
        return None
    if fingerprint(order.suite, order.exercise, order.digest, order.options) != order.fingerprint:
        raise MachineError("the tests didn't arrive as they were sent")
    began = monotonic()
    try:
        verdict = judges.judge(order, task)
    except (CancelledError, MachineError):
        raise
    except Exception as error:  # noqa: BLE001 - it says what failed
        raise JudgeFailedError(failed(error).error) from None
    return Judged(verdict, monotonic() - began)


def stop(run: str, dask_worker: Worker) -> None:
    """Cancel what is judged for a run, and end the judges that are idle; Dask adds the worker."""
    _judges_of(dask_worker).stop(run)


class Judges:
    """The exercises of a worker, which are below `folder`, and its warm judges: one for each of its threads."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._folder = folder
        self._threads = threads
        self._lock = Lock()
        self._tasks: dict[str, Task] = {}  # by the digest of the exercise
        self._idle: list[tuple[tuple[str, float], WarmJudge]] = []  # by digest and limit; the latest is the last one
        self._busy: dict[WarmJudge, str] = {}  # with the runs that they judge for

    def add_exercise(self, name: str, digest: str, files: SuiteFiles) -> None:
        """Write the files of an exercise, unless it's there; raises MachineError if that fails or they're damaged."""
        if fingerprint(files) != digest:
            raise MachineError(f"{name} didn't arrive as it was sent")
        with self._lock:
            if digest in self._tasks:
                return
            folder = self._folder / digest / name
            try:
                write_files(folder, files)
            except OSError as error:
                raise machine_error(error) from None
            self._tasks[digest] = replace(read_exercise(folder).task(), hidden=(self._folder,))

    def task(self, digest: str) -> Task | None:
        """Return what judging takes for an exercise, None if its files aren't here."""
        return self._tasks.get(digest)

    def judge(self, order: Order, task: Task) -> Verdict:
        """Return the verdict on a suite, from a judge that is warm for its exercise if one is idle.

        Raises MachineError if the machine refuses something, and CancelledError if the run is stopped.
        """
        kind = (order.digest, order.limit)
        judge = self._take(kind, order.run)
        try:
            return judge.judge(task, order.suite)
        finally:
            with self._lock:
                is_stopped = self._busy.pop(judge, None) is None
                if not is_stopped:
                    self._idle.append((kind, judge))
            if is_stopped:
                judge.close(0)

    def stop(self, run: str) -> None:
        """Have `judge` raise CancelledError where it judges for a run, and end the judges that are idle."""
        with self._lock:
            stopped = [judge for judge, busy_for in self._busy.items() if busy_for == run]
            for judge in stopped:
                del self._busy[judge]
            idle, self._idle = self._idle, []
        for judge in stopped:
            judge.cancel()
        for _, judge in idle:
            judge.close(0)

    def _take(self, kind: tuple[str, float], run: str) -> WarmJudge:
        """Return an idle judge of a kind, or else a new one, which may replace the one that has been idle longest."""
        replaced = None
        with self._lock:
            if warm := next((each for each in self._idle if each[0] == kind), None):
                self._idle.remove(warm)
            elif self._idle and len(self._idle) + len(self._busy) >= self._threads:
                _, replaced = self._idle.pop(0)
            judge = warm[1] if warm else WarmJudge(self._folder, kind[1])
            self._busy[judge] = run
        if replaced:
            replaced.close(0)
        return judge


_JUDGES: dict[Path, Judges] = {}  # by the folder of a worker: several workers can share a process


def _judges_of(worker: Worker) -> Judges:
    folder = Path(worker.local_directory, FOLDER).resolve()
    return _JUDGES.setdefault(folder, Judges(folder, worker.state.nthreads))
