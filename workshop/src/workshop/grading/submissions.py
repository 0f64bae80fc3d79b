"""Finds the tests that learners hand in."""

from dataclasses import dataclass
from pathlib import Path

from workshop.course.answers import ANSWERS
from workshop.course.exercise import Exercise


@dataclass(frozen=True)
class Submission:
    """A learner's tests for one exercise; `file` is None when the learner handed in nothing."""

    learner: str
    exercise: Exercise
    file: Path | None


def find_submissions(folders: list[Path], exercises: list[Exercise]) -> list[Submission]:
    """Return one submission for each learner's folder and each exercise; a learner is named after the folder.

    The tests may be in `answers/NN-name/`, in `NN-name/` or in the folder itself. Folders with the same name are named
    by their paths.
    """
    names = [folder.resolve().name for folder in folders]
    return [
        Submission(name if names.count(name) == 1 else f"{folder}", exercise, _find_file(folder, exercise))
        for folder, name in zip(folders, names, strict=True)
        for exercise in exercises
    ]


def _find_file(folder: Path, exercise: Exercise) -> Path | None:
    candidates = (folder / ANSWERS / exercise.name, folder / exercise.name, folder)
    files = (candidate / exercise.test_file for candidate in candidates)
    return next((file for file in files if file.is_file()), None)
