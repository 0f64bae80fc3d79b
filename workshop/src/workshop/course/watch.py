"""Judges the learner's tests at every save until the learner quits."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic

from workshop.course.checked import Checked
from workshop.course.exercise import Exercise, read_exercise
from workshop.course.progress import LearnerProgress
from workshop.course.saves import folder_state, saves_to
from workshop.engine.limits import UNINTERRUPTED
from workshop.errors import CancelledError, WorkshopError
from workshop.judging.session import Session

SAVED, UNKNOWN = "saved", "unknown"
AGAIN, HINT, LIST, NEXT, QUIT = "r", "h", "l", "n", "q"
KEYS = {each: each for each in (AGAIN, HINT, LIST, NEXT, QUIT)} | {"\n": AGAIN, "\r": AGAIN, "\r\n": AGAIN}
CANCEL_AFTER = 1.0  # seconds; a check that has run this long is cancelled by a save and by NEXT


@dataclass(frozen=True)
class Screen:
    """Functions that show a check that begins, a verdict, a hint, all exercises, a problem, and the keys there are."""

    checking: Callable[[Exercise], None]
    verdict: Callable[[Checked], None]
    hint: Callable[[Exercise], None]
    exercises: Callable[[], None]
    trouble: Callable[[str], None]
    keys: Callable[[], None]


class Watch:
    """Reacts to saves and keys, which arrive as the events SAVED, AGAIN, HINT, LIST, NEXT, QUIT and UNKNOWN."""

    def __init__(self, course: LearnerProgress, screen: Screen, *, cancel_after: float = CANCEL_AFTER) -> None:
        self._course = course
        self._screen = screen
        self._cancel_after = cancel_after
        self._events: SimpleQueue[str] = SimpleQueue()
        self._lock = Lock()
        self._is_save_queued = False
        self._is_quitting = False
        self._session: Session | None = None  # the one with a check in progress
        self._check_began = 0.0

    def press(self, key: str) -> None:
        """Accept a key from any thread, in upper or lower case; Enter is the same as AGAIN."""
        self.take(KEYS.get(key.lower(), UNKNOWN))

    def take(self, event: str) -> None:
        """Accept an event from any thread; QUIT cancels a check, a save and NEXT one that has been running for long."""
        with self._lock:
            self._is_quitting |= event == QUIT
            is_long = monotonic() - self._check_began >= self._cancel_after
            if self._session and (event == QUIT or (is_long and event in (SAVED, NEXT))):
                self._session.cancel()
            if event != SAVED or not self._is_save_queued:
                self._is_save_queued |= event == SAVED
                self._events.put(event)

    def run(self, exercise: Exercise) -> None:
        """Judge the tests of an exercise, then of each exercise that NEXT leads to, until QUIT."""
        current: Exercise | None = exercise
        while current:
            self._course.answers.begin(current)
            with saves_to(partial(self.take, SAVED), self._course.answers.folder(current), current.folder):
                current = self._watch_exercise(current)

    def _watch_exercise(self, exercise: Exercise) -> Exercise | None:
        """Judge the tests of an exercise at each save; return the exercise to watch next, None to quit."""
        event = SAVED
        while not self._is_quitting:
            try:
                if event == NEXT:
                    return self._exercise_after(exercise)
                event = self._judge_saves(exercise)
            except CancelledError:
                event = SAVED
            except WorkshopError as error:  # of the judge, the machine or the exercise: another session may work
                event = self._wait_after(error)
        return None

    def _judge_saves(self, exercise: Exercise) -> str:
        """Judge at each save in one session; return NEXT, QUIT, or SAVED if the exercise itself has changed."""
        state = folder_state(exercise.folder)
        latest = read_exercise(exercise.folder)
        with Session(latest.task(), self._course.root) as session:
            self.take(SAVED)
            while (event := self._react(latest, session)) == SAVED and folder_state(exercise.folder) == state:
                self._check(latest, session)
        return event

    def _react(self, exercise: Exercise, session: Session) -> str:
        """Do what keys ask for until a save or a key asks for something else; return SAVED, NEXT or QUIT."""
        event = ""
        while True:
            before, event = event, self._next_event()
            if event == HINT:
                if self._course.answers.record(exercise) is None:  # the last verdict was on other tests
                    self._check(exercise, session)
                self._screen.hint(exercise)
            elif event == LIST:
                self._screen.exercises()
            elif event != UNKNOWN:
                return SAVED if event == AGAIN else event
            elif before != UNKNOWN:
                self._screen.keys()

    def _check(self, exercise: Exercise, session: Session) -> None:
        with self._lock:
            if self._is_quitting:
                raise CancelledError
            self._check_began, self._session = monotonic(), session
        try:
            self._screen.checking(exercise)
            checked = self._course.check(exercise, session)
        finally:
            with self._lock:
                self._session = None
        self._screen.verdict(checked)
        self._course.save(checked)

    def _wait_after(self, error: WorkshopError) -> str:
        """Say why there is no verdict, again at each key that needs one; return SAVED, NEXT or QUIT."""
        self._screen.trouble(f"{error}")
        while (event := self._next_event()) in (HINT, LIST, UNKNOWN):
            self._screen.trouble(f"{error}")
        return SAVED if event == AGAIN else event

    def _next_event(self) -> str:
        while True:
            with suppress(Empty):
                event = self._events.get(timeout=UNINTERRUPTED)
                if event == SAVED:
                    self._is_save_queued = False
                return event

    def _exercise_after(self, exercise: Exercise) -> Exercise:
        """Return the exercise that a verdict names as the next one, or the one below in the list if all are done."""
        if to_do := self._course.after(exercise):
            return to_do
        exercises = self._course.exercises()
        names = [each.name for each in exercises]
        position = names.index(exercise.name) + 1 if exercise.name in names else 0
        return exercises[position % len(exercises)]
