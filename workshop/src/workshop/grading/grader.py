"""Grades the tests of a whole class, each learner's in separate processes."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from threading import Event, Timer
from time import monotonic

from workshop.errors import CancelledError, EngineError
from workshop.grading.grade import Grade
from workshop.grading.submissions import Submission
from workshop.judging.session import Session
from workshop.judging.verdict import Verdict

WORKERS = 2  # concurrent runs of one submission; others are graded at the same time
MAX_SIZE = 1_000_000  # bytes of a submission


class Grader:
    """Grades submissions, `jobs` at a time; each may take `seconds` in total."""

    def __init__(self, storage: Path, *, jobs: int, seconds: float) -> None:
        self._storage = storage
        self._jobs = jobs
        self._seconds = seconds
        self._stopped = Event()
        self._sessions: set[Session] = set()

    def grade(self, submissions: list[Submission]) -> Iterator[Grade]:
        """Yield the grade of each submission as it is ready. Closing the iterator stops all runs."""
        waiting = iter(submissions)
        with ThreadPoolExecutor(self._jobs) as pool:
            try:
                running = {pool.submit(self._grade, each) for each in islice(waiting, self._jobs)}
                while running:
                    ended, running = wait(running, return_when=FIRST_COMPLETED)
                    running |= {pool.submit(self._grade, each) for each in islice(waiting, len(ended))}
                    yield from (future.result() for future in ended)
            finally:
                self._stopped.set()
                for session in [*self._sessions]:
                    session.cancel()

    def _grade(self, submission: Submission) -> Grade:
        began = monotonic()
        try:
            verdict = self._judge(submission)
        except CancelledError:
            verdict = Verdict(error=f"timed out after {self._seconds:g} s")
        except EngineError as error:
            verdict = Verdict(error=f"the tests crashed the judge: {error}")
        except OSError as error:
            verdict = Verdict(error=f"the file can't be read: {error.strerror}")
        return Grade(submission, verdict, monotonic() - began)

    def _judge(self, submission: Submission) -> Verdict:
        if submission.file is None or self._stopped.is_set():
            return Verdict()
        if submission.file.stat().st_size > MAX_SIZE:
            return Verdict(error=f"the file is larger than {MAX_SIZE:,} bytes")
        suite = {submission.exercise.test_file: submission.file.read_bytes()}
        with Session(submission.exercise.task(), self._storage, slots=WORKERS) as session:
            self._sessions.add(session)
            if self._stopped.is_set():  # too late to be in the set that is cancelled
                session.cancel()
            timer = Timer(self._seconds, session.cancel)
            timer.start()
            try:
                return session.check(suite)
            finally:
                timer.cancel()
                self._sessions.discard(session)
