"""A class, the exercise that it does, and the journal of its grades."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.course.exercise import Exercise
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit, read_kit
from workshop.grading.submissions import find_submissions

HandIn = Callable[..., Path]


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """Return the small exercise."""
    return write_exercise(tmp_path)


@pytest.fixture
def hand_in(tmp_path: Path) -> HandIn:
    """Return a function that writes a learner's tests and returns the learner's folder."""

    def write(learner: str, text: str | bytes, file: str = "answers/13-doubles/test_doubles.py") -> Path:
        path = tmp_path / "class" / learner / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path / "class" / learner

    return write


@pytest.fixture
def kit(exercise: Exercise) -> Iterator[Kit]:
    """Return the small exercise as a kit."""
    with read_kit([exercise.folder]) as kit:
        yield kit


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Return an empty journal."""
    with Journal(tmp_path / "grades.csv.journal") as journal:
        yield journal


def graded(kit: Kit, journal: Journal, *folders: Path, limit: float = 300) -> dict[str, Grade]:
    """Return the grades by learner."""
    submissions = find_submissions([*folders], [*kit.exercises])
    with closing(Grader(kit, journal, folders[0].parent, jobs=2, limit=limit).grade(submissions)) as grades:
        return {each.submission.learner: each for each in grades}
