"""A learner's way through the exercises of a project."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from workshop.course.answers import Answers
from workshop.course.checked import Checked
from workshop.course.exercise import Exercise, find_exercise, find_exercises, read_exercise
from workshop.errors import AuthorError
from workshop.judging.evidence import JudgingOptions
from workshop.judging.session import USUAL, Session


class LearnerProgress:
    """The exercises below `root`, and the answers there; paths are shown as `shown` returns them."""

    def __init__(self, root: Path, shown: Callable[[Path], Path]) -> None:
        self.root = root
        self.answers = Answers(root)
        self._shown = shown

    def exercises(self) -> list[Exercise]:
        """Return all exercises in their order; raises CatalogueError where there are none, or one cannot be read."""
        exercises = [read_exercise(folder) for folder in find_exercises(self.root)]
        if not exercises:
            raise AuthorError(f"there are no exercises here: {self.root} has no folder exercises/")
        return exercises

    def find(self, wanted: str | None) -> Exercise:
        """Return the exercise that is wanted, or the one that the learner is at: checked last, if it is not done."""
        if wanted:
            return read_exercise(find_exercise(self.root, wanted))
        last = self.last()
        return self.next() if self.is_done(last) else last

    def last(self) -> Exercise:
        """Return the exercise that was checked last, or else the next one."""
        last = max(self.exercises(), key=self.answers.checked_at)
        return last if self.answers.checked_at(last) else self.next()

    def next(self) -> Exercise:
        """Return the first exercise that is not done, or the last."""
        exercises = self.exercises()
        return next((each for each in exercises if not self.is_done(each)), exercises[-1])

    def is_done(self, exercise: Exercise) -> bool:
        """Return whether the learner's tests, as they are, were found to do all that is asked."""
        record = self.answers.record(exercise)
        return bool(record and record.is_done)

    def state(self, exercise: Exercise) -> str:
        """Return in a few words how far the learner is with an exercise."""
        record = self.answers.record(exercise)
        if not self.answers.file(exercise).exists():
            return "not begun"
        if record is None:
            return "changed since it was checked"
        return "done" if record.is_done else f"{len(record.killed)} of {len(exercise.mutants)} killed"

    def check(self, exercise: Exercise, checker: Session, terms: JudgingOptions = USUAL) -> Checked:
        """Judge the learner's tests as they are now."""
        file = self.answers.file(exercise)
        suite = self.answers.read(exercise)
        began = monotonic()
        verdict = checker.check(suite, terms)
        seconds = monotonic() - began
        return Checked(exercise, self._shown(file), suite, verdict, seconds, checker.server)

    def note(self, checked: Checked) -> None:
        """Note what has come of it, so that others know; raises AnswersError where nothing can be written."""
        self.answers.note(checked.exercise, checked.suite, checked.verdict)
