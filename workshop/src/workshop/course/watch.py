"""Judges the learner's tests at every save until the learner quits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic

from watchfiles import Change, watch

from workshop.course.checked import Checked
from workshop.course.exercise import Exercise, read_exercise
from workshop.course.progress import LearnerProgress
from workshop.errors import CancelledError, WorkshopError
from workshop.judging.session import Session

SAVED = "saved"
HINT, NEXT, QUIT = "h", "n", "q"
SETTLED = 20  # milliseconds without another change, after which a file counts as saved
POLL = 50  # milliseconds between checks of whether to stop watching files
CANCEL_AFTER = 1.0  # seconds; a check that has run this long is cancelled by a save or by QUIT


@dataclass(frozen=True)
class Screen:
    """Functions that show the learner a check that begins, a verdict, a hint, or why there is no verdict."""

    checking: Callable[[Exercise], None]
    verdict: Callable[[Checked], None]
    hint: Callable[[Exercise], None]
    trouble: Callable[[str], None]


class Watch:
    """Reacts to saves and keys, which arrive as the events SAVED, HINT, NEXT and QUIT; it ignores all others."""

    def __init__(self, course: LearnerProgress, screen: Screen, *, cancel_after: float = CANCEL_AFTER) -> None:
        self._course = course
        self._screen = screen
        self._cancel_after = cancel_after
        self._events: SimpleQueue[str] = SimpleQueue()
        self._lock = Lock()
        self._is_save_queued = False
        self._session: Session | None = None  # the one with a check in progress
        self._check_began = 0.0

    def take(self, event: str) -> None:
        """Accept an event from any thread; a save or QUIT cancels a check that has been running for long."""
        with self._lock:
            session = self._session
            if session and event in (SAVED, QUIT) and monotonic() - self._check_began >= self._cancel_after:
                session.cancel()
            if event != SAVED or not self._is_save_queued:
                self._is_save_queued |= event == SAVED
                self._events.put(event)

    def run(self, exercise: Exercise) -> None:
        """Judge the tests of an exercise, then of each exercise that NEXT leads to, until QUIT."""
        current: Exercise | None = exercise
        while current:
            self._course.answers.begin(current)
            with saves_to(self.take, self._course.answers.folder(current)):
                current = self._watch_exercise(current)

    def _watch_exercise(self, exercise: Exercise) -> Exercise | None:
        """Judge the tests of an exercise at each save; return the exercise to watch next, None to quit."""
        while True:
            try:
                latest = read_exercise(exercise.folder)
                with Session(latest.task(), self._course.root) as session:
                    self.take(SAVED)
                    return self._check_saves(latest, session)
            except CancelledError:
                continue
            except WorkshopError as error:  # of the judge, the machine or the exercise: another session may work
                self._screen.trouble(f"{error}")
                if (event := self._wait_for(SAVED, NEXT, QUIT)) != SAVED:
                    return self._exercise_after(exercise, event)

    def _check_saves(self, exercise: Exercise, session: Session) -> Exercise | None:
        while True:
            event = self._wait_for(SAVED, HINT, NEXT, QUIT)
            if event == HINT:
                self._screen.hint(exercise)
            elif event == SAVED:
                self._check(exercise, session)
            else:
                return self._exercise_after(exercise, event)

    def _check(self, exercise: Exercise, session: Session) -> None:
        self._check_began, self._session = monotonic(), session
        try:
            self._screen.checking(exercise)
            checked = self._course.check(exercise, session)
            self._screen.verdict(checked)
            self._course.save(checked)
        finally:
            self._session = None

    def _wait_for(self, *events: str) -> str:
        """Return the next of these events and drop those before it."""
        while (event := self._events.get()) not in events:
            pass
        if event == SAVED:
            self._is_save_queued = False
        return event

    def _exercise_after(self, exercise: Exercise, event: str) -> Exercise | None:
        if event == QUIT:
            return None
        exercises = self._course.exercises()
        names = [each.name for each in exercises]
        position = names.index(exercise.name) + 1 if exercise.name in names else 0
        return exercises[position % len(exercises)]


@contextmanager
def saves_to(take: Callable[[str], None], folder: Path) -> Iterator[None]:
    """Call a function with SAVED, in a thread, each time a module of a suite is written, until the context ends."""
    stop, is_watching = Event(), Event()

    def is_save(change: Change, path: str) -> bool:
        return change != Change.deleted and Path(path).is_relative_to(folder) and path.endswith(".py")

    def follow() -> None:
        try:
            for changes in watch(
                folder.parent,
                watch_filter=is_save,
                step=SETTLED,
                stop_event=stop,
                rust_timeout=POLL,
                yield_on_timeout=True,
            ):
                if changes:
                    take(SAVED)
                is_watching.set()
        finally:
            is_watching.set()

    thread = Thread(target=follow, daemon=True)
    thread.start()
    is_watching.wait()  # a save before that would go unnoticed
    try:
        yield
    finally:
        stop.set()
        thread.join()
