"""Hands the submissions of a class to the workers of a cluster, and takes their verdicts."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import CancelledError as FutureCancelledError
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TypeAlias
from uuid import uuid4

from distributed import Client, Future, KilledWorker

from workshop.errors import CancelledError, MachineError
from workshop.grading.cluster import remote
from workshop.grading.cluster.refusals import Refusals
from workshop.grading.cluster.workers import Workers
from workshop.grading.grade import Grade
from workshop.grading.grade_store import GradeStore, ToJudge
from workshop.grading.grader import POLLING, STOPPING, not_everything
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit
from workshop.grading.schedule import Schedule
from workshop.grading.submissions import Submission
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import Verdict

LOOKING = 1.0  # seconds between looks at which workers there are
FETCHING = 10.0  # seconds for a verdict to arrive when it's ready
TRIES = 4  # of a submission that is lost with its worker, or refused
LOST = (FutureCancelledError, CancelledError, KilledWorker, OSError)  # when a worker or the scheduler is gone

JudgedFuture: TypeAlias = "Future[remote.Judged | None]"


@dataclass(eq=False)
class _Slot:
    """A thread of a worker, which judges one submission at a time, and the exercise that it's warm for."""

    address: str
    exercise: str = ""


@dataclass(frozen=True)
class _Running:
    """A submission that a slot judges."""

    slot: _Slot
    to_judge: ToJudge


class ClusterGrader:
    """Grades submissions on the workers of a cluster, with the methods of `Grader`.

    Each thread of a worker that fits has one submission at a time, so neither this process nor the scheduler keeps
    more of them. A verdict counts when it's in the journal here, whatever then becomes of its worker.
    """

    def __init__(self, client: Client, workers: Workers, kit: Kit, journal: Journal, *, limit: float) -> None:
        self._client = client
        self._workers = workers
        self._kit = kit
        self._limit = limit
        self._store = GradeStore(kit, journal, limit)
        self._run = uuid4().hex
        self._slots: list[_Slot] = []
        self._running: dict[JudgedFuture, _Running] = {}
        self._ready: SimpleQueue[JudgedFuture] = SimpleQueue()
        self._look_at = 0.0  # when to look at the workers again
        self._tries: Counter[Submission] = Counter()  # that failed
        self._refusals = Refusals()
        self._given_up: dict[Submission, MachineError] = {}

    def grade(self, submissions: list[Submission]) -> Generator[Grade, None, None]:
        """Yield the grade of each submission as it's ready and in the journal. Closing the iterator stops all runs.

        Raises MachineError when everything else is graded, if a submission couldn't be judged, or at once if the
        scheduler or all workers that fit are gone for too long.
        """
        schedule = Schedule(submissions)
        try:
            while self._running or not (schedule.is_empty and self._refusals.is_empty):
                if self._workers.are_connected():
                    self._look(schedule)
                    yield from self._hand_out(schedule)
                with suppress(Empty):
                    yield from self._take(self._ready.get(timeout=POLLING), schedule)
        finally:
            thread = Thread(target=self._stop, daemon=True)
            thread.start()
            thread.join(STOPPING)
        if self._given_up:
            raise not_everything(self._given_up, next(iter(self._given_up.values())))

    def rest(self) -> list[Grade]:
        """Return the grades that became ready while the iterator was closed."""
        rest: list[Grade] = []
        with suppress(Empty):
            while True:
                rest += self._take(self._ready.get_nowait(), Schedule([]))
        return rest

    def _look(self, schedule: Schedule) -> None:
        """Give up the threads of workers that are gone, and count in those of workers that are new."""
        if monotonic() < self._look_at:
            return
        self._look_at = monotonic() + LOOKING
        threads = self._workers.find()
        for slot in [slot for slot in self._slots if slot.address not in threads]:
            self._slots.remove(slot)
            schedule.release(slot.exercise)
        for future, running in [*self._running.items()]:
            if running.slot not in self._slots:
                del self._running[future]
                future.cancel()
                self._try_again(running.to_judge.submission, MachineError("its worker is gone"), schedule.put)
        known = {slot.address for slot in self._slots}
        self._slots += [_Slot(address) for address in threads.keys() - known for _ in range(threads[address])]

    def _hand_out(self, schedule: Schedule) -> Iterator[Grade]:
        """Give each idle thread a submission; yield the grades of those that needn't be judged."""
        busy = {running.slot for running in self._running.values()}
        workers = {slot.address for slot in self._slots}
        for slot in self._slots:
            while slot not in busy:
                submission = schedule.next_for(slot.exercise) or self._refusals.next_for(slot.address, workers)
                if submission is None:
                    break
                slot.exercise = submission.exercise.name
                found = self._store.find(submission)
                if isinstance(found, Grade):
                    yield found
                else:
                    self._order(slot, found)
                    busy.add(slot)

    def _order(self, slot: _Slot, to_judge: ToJudge, files: SuiteFiles | None = None) -> None:
        exercise = to_judge.submission.exercise.name
        order = remote.Order(
            run=self._run,
            exercise=exercise,
            digest=self._kit.digests[exercise],
            suite=to_judge.suite,
            options=self._store.options,
            fingerprint=to_judge.fingerprint,
            limit=self._limit,
            files=files,
        )
        future = self._client.submit(remote.judge, order, workers=[slot.address], pure=False)
        self._running[future] = _Running(slot, to_judge)
        future.add_done_callback(self._ready.put)

    def _take(self, future: JudgedFuture, schedule: Schedule) -> Iterator[Grade]:
        """Yield the grade from a future, unless the submission has to be handed out again."""
        running = self._running.pop(future, None)
        if running is None:
            return  # its worker was thought to be lost, and the submission is judged elsewhere
        slot, to_judge = running.slot, running.to_judge
        try:
            judged = future.result(timeout=FETCHING)
        except LOST as error:
            self._look_at = 0
            self._try_again(to_judge.submission, MachineError(f"its worker is gone: {error}"), schedule.put)
        except remote.JudgeFailedError as error:
            yield Grade(to_judge.submission, Verdict(error=f"{error}"))
        except Exception as error:  # noqa: BLE001 - it's the worker's; others may do better
            self._refuse(running, error)
        else:
            self._refusals.end_row(slot.address)
            if judged is None:
                self._order(slot, to_judge, self._kit.files[to_judge.submission.exercise.name])
            else:
                yield self._store.add(to_judge, judged.verdict, judged.seconds)

    def _refuse(self, running: _Running, error: Exception) -> None:
        """Try a submission again that a worker couldn't judge, and do without a worker that can't judge any."""
        submission, address = running.to_judge.submission, running.slot.address
        if self._refusals.add(submission, address):
            self._workers.leave_out(address, error)
            self._look_at = 0
        self._try_again(submission, MachineError(f"{error}"), self._refusals.put)

    def _try_again(self, submission: Submission, error: MachineError, put: Callable[[Submission], None]) -> None:
        self._tries[submission] += 1
        if self._tries[submission] < TRIES:
            put(submission)
        else:
            self._given_up[submission] = error

    def _stop(self) -> None:
        """End what's still judged, and the judges that are idle."""
        with suppress(Exception):  # the scheduler may be gone
            self._client.run(remote.stop, self._run, on_error="ignore")
