"""A learner's progress through the exercises of a course."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from workshop.course.answers import Answers
from workshop.course.checked import Checked
from workshop.course.exercise import Exercise, read_exercise
from workshop.course.lookup import find_exercise, require_exercises
from workshop.errors import AuthorError
from workshop.judging.options import LEARNER_OPTIONS, JudgingOptions
from workshop.judging.session import Session


class LearnerProgress:
    """The exercises of the course at `root` and the learner's answers to them; `shown` makes paths fit for display."""

    def __init__(self, root: Path, shown: Callable[[Path], Path]) -> None:
        self.root = root
        self.answers = Answers(root)
        self._shown = shown

    def exercises(self) -> list[Exercise]:
        """Return all exercises in order.

        Raises UsageError if there are none, and AuthorError if one can't be read.
        """
        return [_read(folder) for folder in require_exercises(self.root)]

    def find(self, wanted: str | None) -> Exercise:
        """Return the wanted exercise, or without one the current: the last one checked, or the next if that's done."""
        if wanted:
            return _read(find_exercise(self.root, wanted))
        last = self.last()
        return self.next() if self.is_done(last) else last

    def last(self) -> Exercise:
        """Return the exercise that was checked last, or the next one before the first check."""
        last = max(self.exercises(), key=self.answers.checked_at)
        return last if self.answers.checked_at(last) else self.next()

    def next(self) -> Exercise:
        """Return the first exercise that isn't done, or the last one if all are."""
        exercises = self.exercises()
        return next((each for each in exercises if not self.is_done(each)), exercises[-1])

    def is_done(self, exercise: Exercise) -> bool:
        """Return whether the last check found the learner's current tests complete."""
        record = self.answers.record(exercise)
        return bool(record and record.is_done)

    def state(self, exercise: Exercise) -> str:
        """Return a short description of how far the learner is with an exercise."""
        record = self.answers.record(exercise)
        if not self.answers.is_started(exercise):
            return "not started"
        if record is None:
            return "changed since the last check"
        return "done" if record.is_done else f"{len(record.killed)} of {len(exercise.mutants)} killed"

    def check(self, exercise: Exercise, session: Session, options: JudgingOptions = LEARNER_OPTIONS) -> Checked:
        """Judge the learner's current tests; raises MachineError if they can't be read."""
        file = self.answers.file(exercise)
        suite = self.answers.read(exercise)
        began = monotonic()
        verdict = session.check(suite, options)
        seconds = monotonic() - began
        folder = self._shown(self.answers.folder(exercise))
        return Checked(exercise, folder, self._shown(file), suite, verdict, seconds, session.server)

    def save(self, checked: Checked) -> None:
        """Save a verdict as the learner's progress; raises MachineError if it can't be written."""
        self.answers.save_verdict(checked.exercise, checked.suite, checked.verdict)


def _read(folder: Path) -> Exercise:
    """Return the exercise in a folder; raises AuthorError if it can't be read, and says what a learner can do then."""
    try:
        return read_exercise(folder)
    except AuthorError as error:
        raise AuthorError(f"{error}; restore that file, or move {folder} elsewhere") from None
