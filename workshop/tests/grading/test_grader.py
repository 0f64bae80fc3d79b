"""A class is graded: every submission separately, without touching the learners' folders."""

from pathlib import Path
from threading import Event

import pytest

from tests.doubles import SOLUTION, START, WRONG
from tests.grading.conftest import HandIn
from tests.grading.fakes import TIMEOUT, FakeSession, FakeSessions
from workshop.course.exercise import Exercise
from workshop.engine.sandbox import missing
from workshop.grading import grader
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader
from workshop.grading.submissions import find_submissions

KILLS_JUDGE = "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n"


def graded(root: Path, exercise: Exercise, *folders: Path, seconds: float = 300) -> dict[str, Grade]:
    """Return the grades by learner."""
    submissions = find_submissions([*folders], [exercise])
    return {each.submission.learner: each for each in Grader(root, jobs=2, seconds=seconds).grade(submissions)}


def test_a_class_is_graded(tmp_path: Path, exercise: Exercise, hand_in: HandIn) -> None:
    """Tests that can't be judged don't keep the others from being graded, and all folders stay as they are."""
    folders = [
        hand_in("solution", SOLUTION),
        hand_in("start", START),
        hand_in("wrong", WRONG),
        hand_in("syntax error", "def test(:"),
        hand_in("not text", b"\xff\xfe"),
        hand_in("kills the judge", KILLS_JUDGE),
        hand_in("nothing", "", "README.md"),
    ]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "class").rglob("*")}

    grades = graded(tmp_path, exercise, *folders)

    assert {learner: (grade.state, grade.score) for learner, grade in grades.items()} == {
        "solution": ("done", 1.0),
        "start": ("not done", 0.4),
        "wrong": ("not done", 0.0),
        "syntax error": ("error", 0.0),
        "not text": ("error", 0.0),
        "kills the judge": ("error", 0.0),
        "nothing": ("missing", 0.0),
    }
    assert "SyntaxError" in grades["syntax error"].verdict.error
    assert "SyntaxError" in grades["not text"].verdict.error
    assert ("crashed the judge" if missing() else "PermissionError") in grades["kills the judge"].verdict.error
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "class").rglob("*")} == before


def test_tests_that_hang_time_out(tmp_path: Path, exercise: Exercise, hand_in: HandIn) -> None:
    """A submission may take a limited time in total."""
    folder = hand_in("hangs", "import time\n\ntime.sleep(1_000)\n")

    grades = graded(tmp_path, exercise, folder, seconds=1)

    assert (grades["hangs"].state, grades["hangs"].verdict.error) == ("error", "timed out after 1 s")


def test_a_large_file_is_an_error(tmp_path: Path, exercise: Exercise, hand_in: HandIn) -> None:
    """It isn't even read."""
    folder = hand_in("large", "#" * 1_000_001)

    grades = graded(tmp_path, exercise, folder)

    assert (grades["large"].state, grades["large"].verdict.error) == (
        "error",
        "the file is larger than 1,000,000 bytes",
    )


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, exercise: Exercise, hand_in: HandIn) -> None:
    """It disappeared after it was found."""
    submissions = find_submissions([hand_in("gone", SOLUTION)], [exercise])
    (tmp_path / "class" / "gone" / "answers" / "13-doubles" / "test_doubles.py").unlink()

    (grade,) = Grader(tmp_path, jobs=1, seconds=60).grade(submissions)

    assert (grade.state, grade.verdict.error) == ("error", "the file can't be read: No such file or directory")


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> FakeSessions:
    """Replace sessions by fakes, and return the record of them."""
    fakes = FakeSessions()
    monkeypatch.setattr(grader, "Session", fakes)
    return fakes


def test_closing_the_iterator_stops_all_runs(
    tmp_path: Path, exercise: Exercise, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """Runs in progress are cancelled, and waiting submissions aren't started."""
    folders = [hand_in("runs", "endless"), hand_in("done", SOLUTION), *(hand_in(f"{n}", "endless") for n in range(9))]
    grades = Grader(tmp_path, jobs=2, seconds=600).grade(find_submissions(folders, [exercise]))

    first = next(grades)
    grades.close()  # type: ignore[attr-defined] # of a generator

    assert first.submission.learner == "done"
    assert {session.is_cancelled for session in sessions.endless} == {True}
    assert sessions.count <= 3


def test_a_run_that_starts_while_the_iterator_closes_is_stopped_too(
    tmp_path: Path, exercise: Exercise, hand_in: HandIn, sessions: FakeSessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Starting a session takes time, in which the iterator may be closed."""
    is_closing, is_late = Event(), Event()
    started: list[FakeSession] = []

    def start_late(session: FakeSession) -> FakeSession:
        started.append(session)
        if len(started) == 3:
            is_late.set()
            assert is_closing.wait(TIMEOUT)
        return session

    def cancel(session: FakeSession) -> None:
        session.cancelled.set()
        is_closing.set()

    monkeypatch.setattr(FakeSession, "__enter__", start_late)
    monkeypatch.setattr(FakeSession, "cancel", cancel)
    folders = [hand_in("runs", "endless"), hand_in("done", SOLUTION), hand_in("late", "endless")]
    grades = Grader(tmp_path, jobs=2, seconds=600).grade(find_submissions(folders, [exercise]))

    next(grades)
    assert is_late.wait(TIMEOUT)
    grades.close()  # type: ignore[attr-defined] # of a generator

    assert [session.is_cancelled for session in sessions.endless] == [True, True]


def test_a_crashed_judge_is_an_error(
    tmp_path: Path, exercise: Exercise, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """The message quotes the engine."""
    grades = graded(tmp_path, exercise, hand_in("crashes", "crash"))

    assert sessions.count == 1
    assert grades["crashes"].verdict.error == "the tests crashed the judge: pytest is gone"
