"""A class, the exercise that it does, and the journal of its grades."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.doubles import write_exercise
from tests.grading.fakes import FakeSessions
from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.grading import warm_judge
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit, read_kit
from workshop.grading.learners import Learner
from workshop.grading.submissions import Submission, find_submissions
from workshop.judging.verdict import Verdict

ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")
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
def sessions(monkeypatch: pytest.MonkeyPatch) -> FakeSessions:
    """Replace sessions by fakes, and return the record of them."""
    fakes = FakeSessions()
    monkeypatch.setattr(warm_judge, "Session", fakes)
    return fakes


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Return an empty journal."""
    with Journal(tmp_path / "grades.csv.journal") as journal:
        yield journal


@pytest.fixture
def grades(exercise: Exercise) -> list[Grade]:
    """Return grades of learners whose names and texts mean something to spreadsheets and browsers."""
    verdicts = {
        "=1+1": make_verdict(exercise, make_test("test_a", "sound", *ALL)),
        "<b>bold": make_verdict(exercise, make_test("test_a", "wrong", evidence="assert '<i>' == '</i>'")),
        "broken": Verdict(error="test_doubles.py:1\nSyntaxError: invalid syntax"),
        "starts": make_verdict(exercise, make_test("test_a", "sound", "adds-two", "answers-with-text")),
        "skips": make_verdict(exercise, make_test("test_a", "skipped"), make_test("test_b", "vacuous")),
    }
    return [
        *(Grade(Submission(learner, exercise, Path("13-doubles")), verdict) for learner, verdict in verdicts.items()),
        Grade(Submission("nothing", exercise, folder=None), Verdict()),
    ]


def learners_in(folders: list[Path]) -> list[Learner]:
    """Return a learner for each folder."""
    return [Learner(folder.name, folder) for folder in folders]


def submissions_in(kit: Kit, *folders: Path) -> list[Submission]:
    """Return the submissions of these learners."""
    return find_submissions(learners_in([*folders]), [*kit.exercises])


def graded(kit: Kit, journal: Journal, *folders: Path, limit: float = 300) -> dict[str, Grade]:
    """Return the grades by learner."""
    submissions = submissions_in(kit, *folders)
    with closing(Grader(kit, journal, folders[0].parent, jobs=2, limit=limit).grade(submissions)) as grades:
        return {each.submission.learner: each for each in grades}
