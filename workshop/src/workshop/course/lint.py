"""Lints exercises for their author: each must teach what it claims and accept every correct answer."""

from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event

from workshop.course.exercise import read_exercise
from workshop.course.lint_suites import Progress, suite_problems
from workshop.course.lint_texts import mutant_problems, text_problems
from workshop.engine.limits import CORES, UNINTERRUPTED
from workshop.errors import AuthorError, CancelledError
from workshop.judging.session import Session

SLOTS = 3  # for the runs of each exercise, while others are being linted
AT_ONCE = 1 + CORES  # exercises; judging waits a lot, for timeouts above all


class Linter:
    """Lints exercises in sessions of their own, with `seeds` seeds of Hypothesis for each solution that uses it.

    If it's quick, the bad suites aren't judged.
    `storage` is where Hypothesis keeps its tables. `progress` is called, from any thread, with what is done next.
    """

    def __init__(
        self, storage: Path, *, seeds: int, is_quick: bool = False, progress: Progress = lambda _: None
    ) -> None:
        self._storage = storage
        self._seeds = seeds
        self._is_quick = is_quick
        self._progress = progress
        self._stop = Event()
        self._sessions: set[Session] = set()

    def lint(self, folders: Iterable[Path]) -> Generator[tuple[Path, list[str]]]:
        """Yield each exercise's folder with its problems, in order; closing the iterator stops all sessions.

        Raises AuthorError for an exercise that can't be read, and EngineError for a suite that can't be judged.
        """
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                linted = [(folder, pool.submit(self.problems, folder)) for folder in folders]
                yield from ((folder, _result(future)) for folder, future in linted)
            finally:
                self._stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                for session in [*self._sessions]:
                    session.cancel()

    def problems(self, folder: Path) -> list[str]:
        """Return a line for each problem of the exercise in a folder."""
        exercise = read_exercise(folder)
        found = [*text_problems(exercise), *mutant_problems(exercise)]
        try:
            with Session(exercise.task(), self._storage, slots=SLOTS) as session:
                self._sessions.add(session)
                try:
                    report = self._report(exercise.name)
                    found += suite_problems(exercise, session, self._seeds, report, is_quick=self._is_quick)
                finally:
                    self._sessions.discard(session)
        except AuthorError as error:
            found.append(f"{error}")
        return found

    def _report(self, name: str) -> Progress:
        def report(step: str) -> None:
            if self._stop.is_set():
                raise CancelledError
            self._progress(f"{name}: {step}")

        return report


def _result(future: Future[list[str]]) -> list[str]:
    """Return what a future has found, once it's done."""
    while not wait([future], timeout=UNINTERRUPTED).done:
        pass
    return future.result()
