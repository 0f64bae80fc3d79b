"""Grades the tests of a whole class: several threads, each with a judge that is warm for one exercise at a time."""

import os
from collections.abc import Collection, Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

from workshop.errors import CancelledError, MachineError
from workshop.grading.grade import Grade
from workshop.grading.grade_store import GradeStore, failed
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit
from workshop.grading.schedule import Schedule
from workshop.grading.submissions import Submission
from workshop.grading.warm_judge import WarmJudge
from workshop.reports.printable import printable

POLLING = 0.2  # seconds between looks for Ctrl-C, which Windows doesn't report to a thread that waits
STOPPING = 0.5  # seconds for all threads to end after Ctrl-C
CLOSING = 10.0  # seconds for the last processes to end when everything is graded
FAILURES = 3  # submissions in a row that the machine must refuse, beside one for each job, to end the class


def available_cores() -> int:
    """Return on how many cores this process may run, which can be fewer than there are."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux has it
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def not_everything(submissions: Collection[Submission], error: MachineError) -> MachineError:
    """Return the error that says whose tests couldn't be judged, and why."""
    learners = printable(", ".join(sorted({each.learner for each in submissions})))
    return MachineError(f"not everything could be judged ({learners}): {error}")


@dataclass(frozen=True)
class _Refused:
    """A submission that couldn't be judged, through no fault of the learner; it's tried again unless this is final."""

    submission: Submission
    error: MachineError
    is_final: bool


class Grader:
    """Grades submissions, `jobs` at a time; each may take `limit` seconds in all."""

    def __init__(self, kit: Kit, journal: Journal, storage: Path, *, jobs: int, limit: float) -> None:
        self._tasks = kit.tasks
        self._store = GradeStore(kit, journal, limit)
        self._judges = [WarmJudge(storage, limit) for _ in range(jobs)]
        self._is_stopped = Event()
        self._refused: set[Submission] = set()
        self._ready: SimpleQueue[Grade | _Refused | None] = SimpleQueue()  # None is the end of a thread

    def grade(self, submissions: list[Submission]) -> Generator[Grade, None, None]:
        """Yield the grade of each submission as it's ready and in the journal. Closing the iterator stops all runs.

        Raises MachineError when everything else is graded, if the machine refused something, such as space for files,
        or at once if it refuses everything.
        """
        schedule = Schedule(submissions)
        threads = [Thread(target=self._work, args=(judge, schedule), daemon=True) for judge in self._judges]
        for thread in threads:
            thread.start()
        try:
            yield from self._collect(len(threads))
        finally:
            self._is_stopped.set()
            for judge in self._judges:
                judge.cancel()
            deadline = monotonic() + STOPPING
            for thread in threads:
                thread.join(max(0.0, deadline - monotonic()))

    def rest(self) -> list[Grade]:
        """Return the grades that became ready while the iterator was closed."""
        rest: list[Grade] = []
        with suppress(Empty):
            while True:
                each = self._ready.get_nowait()
                if isinstance(each, Grade):
                    rest.append(each)
        return rest

    def _collect(self, running: int) -> Generator[Grade, None, None]:
        refused: list[_Refused] = []
        in_a_row = 0
        while running:
            try:
                each = self._ready.get(timeout=POLLING)
            except Empty:
                continue
            if each is None:
                running -= 1
            elif isinstance(each, Grade):
                in_a_row = 0
                yield each
            else:
                in_a_row += not each.is_final  # what is refused twice may be to blame itself
                is_hopeless = in_a_row == FAILURES + len(self._judges)
                if each.is_final or is_hopeless:
                    refused.append(each)
                if is_hopeless:
                    break
        if refused:
            raise not_everything([each.submission for each in refused], refused[0].error)

    def _work(self, judge: WarmJudge, schedule: Schedule) -> None:
        current = ""
        try:
            while not self._is_stopped.is_set() and (submission := schedule.next_for(current)):
                current = submission.exercise.name
                try:
                    self._ready.put(self._grade(judge, submission))
                except MachineError as error:
                    is_final = submission in self._refused
                    self._ready.put(_Refused(submission, error, is_final))
                    if not is_final:  # perhaps it was only because of what another submission did just then
                        self._refused.add(submission)
                        schedule.put(submission)
        except CancelledError:
            pass
        finally:
            judge.close(CLOSING)
            self._ready.put(None)

    def _grade(self, judge: WarmJudge, submission: Submission) -> Grade:
        """Return the grade of a submission; raises MachineError and CancelledError, and nothing else."""
        found = self._store.find(submission)
        if isinstance(found, Grade):
            return found
        began = monotonic()
        try:
            verdict = judge.judge(self._tasks[submission.exercise.name], found.suite)
        except (CancelledError, MachineError):
            raise
        except Exception as error:  # noqa: BLE001 - nothing that one learner hands in keeps others from being graded
            return Grade(submission, failed(error))
        return self._store.add(found, verdict, monotonic() - began)
