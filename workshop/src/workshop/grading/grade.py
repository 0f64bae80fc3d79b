"""The grade of a submission."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workshop.grading.submissions import Submission
from workshop.judging.status import DISQUALIFYING
from workshop.judging.verdict import Verdict

State = Literal["done", "not done", "error", "missing"]
STATES: tuple[State, ...] = ("done", "not done", "error", "missing")


@dataclass(frozen=True)
class Grade:
    """A submission and the verdict on it; `seconds` is how long judging took, `files` are the digests of its files.

    When the tests can't be run or judged, the verdict has an error.
    """

    submission: Submission
    verdict: Verdict
    seconds: float = 0.0
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """Whether the exercise is done, not done, missing, or an error because its tests can't be run or judged."""
        if self.submission.folder is None:
            return "missing"
        if self.verdict.error:
            return "error"
        return "done" if self.verdict.is_done else "not done"

    @property
    def score(self) -> float:
        """The mutation score, from 0 to 1; 0 without a verdict."""
        return self.verdict.score if self.state in ("done", "not done") else 0.0

    @property
    def survivors(self) -> list[str]:
        """The numbers of the mutants that survive."""
        return [f"{self.submission.exercise.numbers[name]}" for name in self.verdict.survivors]

    @property
    def to_fix(self) -> int:
        """The number of tests that keep the exercise from being done."""
        return sum(test.status in DISQUALIFYING for test in self.verdict.tests)


def in_order(grades: Iterable[Grade], submissions: Sequence[Submission]) -> list[Grade]:
    """Return the grades in the order of the submissions."""
    position = {submission: number for number, submission in enumerate(submissions)}
    return sorted(grades, key=lambda each: position[each.submission])


def unfinished_learners(grades: Iterable[Grade], submissions: Iterable[Submission]) -> list[str]:
    """Return the learners who lack a grade for one of the submissions, in their order."""
    graded = {each.submission for each in grades}
    return [*dict.fromkeys(each.learner for each in submissions if each not in graded)]


def by_learner(grades: Iterable[Grade]) -> dict[str, dict[str, Grade]]:
    """Return the grades by learner and name of the exercise, in the same order."""
    found: dict[str, dict[str, Grade]] = {}
    for grade in grades:
        found.setdefault(grade.submission.learner, {})[grade.submission.exercise.name] = grade
    return found


def judged_by_exercise(grades: Iterable[Grade]) -> dict[str, list[Grade]]:
    """Return the grades with a verdict on tests, by name of the exercise, in the same order."""
    found: dict[str, list[Grade]] = {}
    for grade in grades:
        if grade.state in ("done", "not done"):
            found.setdefault(grade.submission.exercise.name, []).append(grade)
    return found
