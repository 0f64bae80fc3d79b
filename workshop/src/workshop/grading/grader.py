"""Grades the tests of a whole class, each learner's in processes of their own."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Timer
from time import monotonic

from workshop.course.answers import ANSWERS
from workshop.course.exercise import Exercise
from workshop.errors import CancelledError, EngineError
from workshop.judging.session import Session
from workshop.judging.verdict import Verdict

WORKERS = 2  # processes at once for one submission, while others are graded beside it
LARGEST = 1_000_000  # bytes of a submission


@dataclass(frozen=True)
class Submission:
    """A learner's tests for one exercise; `file` is None where there are none."""

    learner: str
    exercise: Exercise
    file: Path | None


@dataclass(frozen=True)
class Grade:
    """What a submission is worth: a verdict, or an error where there can be none; `seconds` is what it took."""

    submission: Submission
    verdict: Verdict
    seconds: float = 0.0

    @property
    def state(self) -> str:
        """In a word: "missing", "done", "not done" or, where the tests cannot be run or judged, "error"."""
        if self.submission.file is None:
            return "missing"
        if self.verdict.error:
            return "error"
        return "done" if self.verdict.is_done else "not done"

    @property
    def survivors(self) -> list[str]:
        """The numbers of the mutants that survive."""
        return [f"{self.submission.exercise.numbers[name]}" for name in self.verdict.survivors]


def find_submissions(folders: list[Path], exercises: list[Exercise]) -> list[Submission]:
    """Return what each learner's folder has for each exercise; the learner is called as the folder is.

    The tests are looked for in `answers/NN-name/`, in `NN-name/` and in the folder itself. Where two folders have the
    same name, they are told apart by their paths.
    """
    names = [folder.resolve().name for folder in folders]
    return [
        Submission(name if names.count(name) == 1 else f"{folder}", exercise, _find(folder, exercise))
        for folder, name in zip(folders, names, strict=True)
        for exercise in exercises
    ]


def _find(folder: Path, exercise: Exercise) -> Path | None:
    places = (folder / ANSWERS / exercise.name, folder / exercise.name, folder)
    return next((place / exercise.test_file for place in places if (place / exercise.test_file).is_file()), None)


class Grader:
    """Grades submissions, `jobs` at a time; each may take so many seconds in all."""

    def __init__(self, storage: Path, *, jobs: int, seconds: float) -> None:
        self._storage = storage
        self._jobs = jobs
        self._seconds = seconds
        self._is_stopped = False
        self._at_work: set[Session] = set()

    def grade(self, submissions: list[Submission]) -> Iterator[Grade]:
        """Yield a grade for each submission, as they come. Whoever stops listening stops all that goes on."""
        waiting = iter(submissions)
        with ThreadPoolExecutor(self._jobs) as pool:
            try:
                running = {pool.submit(self._grade, each) for each in islice(waiting, self._jobs)}
                while running:
                    ended, running = wait(running, return_when=FIRST_COMPLETED)
                    running |= {pool.submit(self._grade, each) for each in islice(waiting, len(ended))}
                    yield from (future.result() for future in ended)
            finally:
                self._is_stopped = True
                for checker in [*self._at_work]:
                    checker.cancel()

    def _grade(self, submission: Submission) -> Grade:
        began = monotonic()
        try:
            verdict = self._verdict(submission)
        except CancelledError:
            verdict = Verdict(error=f"took longer than {self._seconds:g} s")
        except EngineError as error:
            verdict = Verdict(error=f"the tests have brought the judge down: {error}")
        except OSError as error:
            verdict = Verdict(error=f"cannot be read: {error.strerror}")
        return Grade(submission, verdict, monotonic() - began)

    def _verdict(self, submission: Submission) -> Verdict:
        if submission.file is None or self._is_stopped:
            return Verdict()
        if submission.file.stat().st_size > LARGEST:
            return Verdict(error=f"is larger than {LARGEST:,} bytes")
        suite = submission.file.read_bytes()
        with Session(submission.exercise.task(), self._storage, workers=WORKERS) as checker:
            self._at_work.add(checker)
            timer = Timer(self._seconds, checker.cancel)
            timer.start()
            try:
                return checker.check(suite)
            finally:
                timer.cancel()
                self._at_work.discard(checker)
