"""Judges the learner's tests at every save, until somebody quits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic

from watchfiles import Change, watch

from workshop.course.checked import Checked
from workshop.course.exercise import Exercise, read_exercise
from workshop.course.progress import LearnerProgress
from workshop.errors import AuthorError, CancelledError, EngineError, MachineError
from workshop.judging.session import Session

SAVED = "saved"
HINT, NEXT, QUIT = "h", "n", "q"
SETTLED = 20  # milliseconds without another change: then a file is saved
LOOK = 100  # milliseconds between looks at whether to stop
PATIENT = 1.0  # seconds; a check that takes longer is given up for a new one, or to quit


@dataclass
class Screen:
    """What is shown: that a check has begun, a verdict, a hint, or why there is no verdict."""

    checking: Callable[[Exercise], None]
    verdict: Callable[[Checked], None]
    hint: Callable[[Exercise], None]
    trouble: Callable[[str], None]


@dataclass
class Watch:
    """Waits for saves and keys, which come as events: SAVED, HINT, NEXT, QUIT, and others that mean nothing."""

    course: LearnerProgress
    screen: Screen
    _events: SimpleQueue[str] = field(default_factory=SimpleQueue)
    _is_saved: bool = False  # and that waits among the events
    _checker: Session | None = None  # that is at work
    _began: float = 0.0

    def take(self, event: str) -> None:
        """Take in a save or a key, from any thread; a check that has been going on for long is given up for it."""
        if event != SAVED or not self._is_saved:
            self._events.put(event)
        self._is_saved = self._is_saved or event == SAVED
        checker = self._checker
        if checker and event in (SAVED, QUIT) and monotonic() - self._began > PATIENT:
            checker.cancel()

    def run(self, exercise: Exercise) -> None:
        """Judge the tests of an exercise, and of the next ones that are asked for, until QUIT."""
        wanted: Exercise | None = exercise
        while wanted:
            self.course.answers.begin(wanted)
            with saves_to(self.take, self.course.answers.file(wanted)):
                wanted = self._stay_with(wanted)

    def _stay_with(self, exercise: Exercise) -> Exercise | None:
        """Judge the tests of an exercise at each save; return the next one, None to quit."""
        while True:
            self.take(SAVED)
            try:
                now = read_exercise(exercise.folder)
                with Session(now.task(), self.course.root) as checker:
                    return self._check_saves(now, checker)
            except CancelledError:
                continue
            except (AuthorError, EngineError) as error:
                self.screen.trouble(f"{error}")
                if (event := self._await(SAVED, NEXT, QUIT)) != SAVED:
                    return self._after(exercise, event)

    def _check_saves(self, exercise: Exercise, checker: Session) -> Exercise | None:
        while True:
            event = self._await(SAVED, HINT, NEXT, QUIT)
            if event == HINT:
                self.screen.hint(exercise)
            elif event == SAVED:
                self._check(exercise, checker)
            else:
                return self._after(exercise, event)

    def _check(self, exercise: Exercise, checker: Session) -> None:
        self.screen.checking(exercise)
        self._began, self._checker = monotonic(), checker
        try:
            checked = self.course.check(exercise, checker)
            self.screen.verdict(checked)
            self.course.note(checked)
        except MachineError as error:
            self.screen.trouble(f"{error}")
        finally:
            self._checker = None

    def _await(self, *wanted: str) -> str:
        """Return the next event that is wanted."""
        while (event := self._events.get()) not in wanted:
            pass
        if event == SAVED:
            self._is_saved = False
        return event

    def _after(self, exercise: Exercise, event: str) -> Exercise | None:
        if event == QUIT:
            return None
        exercises = self.course.exercises()
        names = [each.name for each in exercises]
        at = names.index(exercise.name) + 1 if exercise.name in names else 0
        return exercises[at % len(exercises)]


@contextmanager
def saves_to(take: Callable[[str], None], file: Path) -> Iterator[None]:
    """Give SAVED to a function, in a thread, each time a file is written or put in place of another."""
    stop = Event()

    def is_saved(change: Change, path: str) -> bool:
        return change != Change.deleted and Path(path) == file

    def follow() -> None:
        for _ in watch(file.parents[1], watch_filter=is_saved, step=SETTLED, stop_event=stop, rust_timeout=LOOK):
            take(SAVED)

    thread = Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
