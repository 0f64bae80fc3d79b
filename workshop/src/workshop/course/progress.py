"""A learner's progress through the exercises of a course."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from workshop.course.answers import Answers
from workshop.course.checked import Checked
from workshop.course.exercise import Exercise, read_exercise
from workshop.course.exercise_folders import path_elsewhere
from workshop.course.last_verdict import LastVerdict, LastVerdicts
from workshop.course.lookup import find_exercise, require_exercises
from workshop.errors import AuthorError
from workshop.judging.options import LEARNER_OPTIONS, JudgingOptions
from workshop.judging.session import Session, SuiteFiles


class LearnerProgress:
    """The exercises of the course at `root` and the learner's answers to them; `shown` makes paths fit for display."""

    def __init__(self, root: Path, shown: Callable[[Path], Path]) -> None:
        self.root = root
        self.answers = Answers(root)
        self._last_verdicts = LastVerdicts(root)
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

    def after(self, exercise: Exercise) -> Exercise | None:
        """Return the exercise to do after this one: the next that isn't done, or else one before; None if all are."""
        folders = require_exercises(self.root)
        position = next((place for place, folder in enumerate(folders, 1) if folder.name == exercise.name), 0)
        others = map(_read, [*folders[position:], *folders[:position]])  # mostly just the first has to be read
        return next((each for each in others if each.name != exercise.name and not self.is_done(each)), None)

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
            return "changed since the last check" if self.answers.checked_at(exercise) else "not checked yet"
        return "done" if record.is_done else f"{len(record.killed)} of {len(exercise.mutants)} killed"

    def check(self, exercise: Exercise, session: Session, options: JudgingOptions = LEARNER_OPTIONS) -> Checked:
        """Judge the learner's current tests; raises MachineError if they can't be read."""
        suite = self.answers.read(exercise)
        began = monotonic()
        verdict = session.check(suite, options)
        return self._checked(exercise, suite, LastVerdict(verdict, monotonic() - began, session.server))

    def last_checked(self, exercise: Exercise) -> Checked | None:
        """Return the result of the last check if nothing has changed since that could change it, else None.

        Raises MachineError if the tests can't be read.
        """
        suite = self.answers.read(exercise)
        last = self._last_verdicts.find(exercise, suite)
        return self._checked(exercise, suite, last) if last else None

    def _checked(self, exercise: Exercise, suite: SuiteFiles, last: LastVerdict) -> Checked:
        folder, file = self._shown(self.answers.folder(exercise)), self._shown(self.answers.file(exercise))
        elsewhere = path_elsewhere(self.root, exercise.folder)
        return Checked(exercise, folder, file, suite, last.verdict, last.seconds, last.server, elsewhere)

    def save(self, checked: Checked) -> None:
        """Save a verdict as the learner's progress; raises MachineError if it can't be written."""
        self.answers.save_verdict(checked.exercise, checked.suite, checked.verdict, checked.error())
        last = LastVerdict(checked.verdict, checked.seconds, checked.server)
        self._last_verdicts.save(checked.exercise, checked.suite, last)


def _read(folder: Path) -> Exercise:
    """Return the exercise in a folder; raises AuthorError if it can't be read, and says what a learner can do then."""
    try:
        return read_exercise(folder)
    except AuthorError as error:
        raise AuthorError(f"{error}; restore that file, or move {folder} elsewhere") from None
