"""A class is graded: whatever one learner hands in, the others get their grades."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.doubles import SOLUTION, write_exercise
from tests.grading.conftest import HandIn, graded, submissions_in
from tests.grading.fakes import BUG, CRASH, ENDLESS, FULL, TIMEOUT, FakeSessions
from workshop.course.exercise import Exercise
from workshop.errors import MachineError
from workshop.grading.grader import Grader, available_cores
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit, read_kit


@pytest.mark.usefixtures("sessions")
def test_grades_are_in_the_journal_when_they_are_ready(
    tmp_path: Path, kit: Kit, journal: Journal, hand_in: HandIn
) -> None:
    """A crash right after that loses none."""
    submissions = submissions_in(kit, hand_in("one", "1"), hand_in("two", "2"))

    with closing(Grader(kit, journal, tmp_path, jobs=1, limit=TIMEOUT).grade(submissions)) as grades:
        for count, _ in enumerate(grades, start=1):
            assert Journal(journal.path).read() >= count


def test_closing_the_iterator_stops_all_runs(
    tmp_path: Path, kit: Kit, journal: Journal, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """Runs in progress are cancelled, and waiting submissions aren't started."""
    folders = [hand_in("done", SOLUTION), *(hand_in(f"{n}", ENDLESS) for n in range(9))]
    submissions = submissions_in(kit, *folders)
    grades = Grader(kit, journal, tmp_path, jobs=2, limit=TIMEOUT).grade(submissions)

    first = next(grades)
    assert sessions.has_endless.wait(TIMEOUT)
    grades.close()

    assert first.submission.learner == "done"
    assert {session.cancelled.is_set() for session in sessions.sessions if ENDLESS in session.judged} == {True}
    assert sum(len(judged) for judged in sessions.judged) <= 4


@pytest.mark.usefixtures("sessions")
@pytest.mark.parametrize(
    "case",
    [
        pytest.param((CRASH, "the tests crashed the judge: pytest is gone"), id="a crash"),
        pytest.param((BUG, "the judge failed: ZeroDivisionError: oops"), id="a bug of ours"),
    ],
)
def test_no_error_stops_the_class(case: tuple[bytes, str], kit: Kit, journal: Journal, hand_in: HandIn) -> None:
    """The others are graded."""
    text, error = case

    grades = graded(kit, journal, hand_in("one", "1"), hand_in("bad", text), hand_in("two", "2"))

    assert {learner: grade.verdict.error for learner, grade in grades.items()} == {
        "one": "",
        "bad": error,
        "two": "",
    }


def test_what_cannot_be_read_is_an_error(kit: Kit, journal: Journal, hand_in: HandIn, sessions: FakeSessions) -> None:
    """It isn't judged."""
    grades = graded(kit, journal, hand_in("large", "#" * 1_000_001))

    assert "has more than 1,000,000 bytes" in grades["large"].verdict.error
    assert sessions.judged == []


@pytest.mark.usefixtures("sessions")
def test_what_the_machine_refuses_does_not_keep_others_from_being_graded(
    tmp_path: Path, kit: Kit, journal: Journal, hand_in: HandIn
) -> None:
    """It's tried again after them, and is no grade."""
    folders = [hand_in("full", FULL), *(hand_in(f"{n}", f"{n}") for n in range(5))]
    submissions = submissions_in(kit, *folders)
    grades = Grader(kit, journal, tmp_path, jobs=1, limit=TIMEOUT).grade(submissions)
    learners: list[str] = []

    with pytest.raises(MachineError, match=r"not everything could be judged \(full\): no space left"):
        learners.extend(each.submission.learner for each in grades)

    assert learners == [f"{n}" for n in range(5)]
    assert Journal(journal.path).read() == 5


def test_what_is_refused_again_does_not_stop_what_is_still_judged(
    tmp_path: Path, kit: Kit, journal: Journal, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """The machine doesn't refuse everything: four submissions are refused twice, while a slow one is judged."""
    folders = [hand_in("slow", ENDLESS), *(hand_in(f"{n}", FULL) for n in range(4))]
    submissions = submissions_in(kit, *folders)
    grades = Grader(kit, journal, tmp_path, jobs=2, limit=TIMEOUT).grade(submissions)
    learners: list[str] = []

    with ThreadPoolExecutor() as executor:
        grading = executor.submit(lambda: learners.extend(each.submission.learner for each in grades))
        assert sessions.has_endless.wait(TIMEOUT)
        sessions.wait_for(FULL, 8)
        sessions.cancel()

        with pytest.raises(MachineError, match=r"not everything could be judged \(0, 1, 2, 3\): no space left"):
            grading.result()

    assert learners == ["slow"]


@pytest.mark.usefixtures("sessions")
def test_a_machine_that_refuses_everything_ends_the_class(
    tmp_path: Path, kit: Kit, journal: Journal, hand_in: HandIn
) -> None:
    """After a few submissions in a row; nobody waits for the others."""
    submissions = submissions_in(kit, *(hand_in(f"{n}", FULL) for n in range(20)))

    with pytest.raises(MachineError, match=r"not everything could be judged \(3\): no space left"):
        next(Grader(kit, journal, tmp_path, jobs=1, limit=TIMEOUT).grade(submissions))


def test_exercises_are_judged_one_after_the_other(
    tmp_path: Path, exercise: Exercise, journal: Journal, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """However the submissions are ordered, a session is started for each exercise only."""
    other = write_exercise(tmp_path, "14-more")
    for learner in "abc":
        hand_in(learner, f"{learner} 14", "answers/14-more/test_doubles.py")
    folders = [hand_in(learner, f"{learner} 13") for learner in "abc"]

    with read_kit([exercise.folder, other.folder]) as both:
        submissions = submissions_in(both, *folders)
        assert len([*Grader(both, journal, tmp_path, jobs=1, limit=TIMEOUT).grade(submissions)]) == 6

    assert len(sessions.sessions) == 2


def test_grades_that_are_ready_when_the_iterator_is_closed_are_not_lost(
    tmp_path: Path, kit: Kit, journal: Journal, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """They are in the journal, so they belong into the table."""
    folders = [hand_in(name, text) for name, text in (("one", "1"), ("two", "2"), ("endless", ENDLESS))]
    grader = Grader(kit, journal, tmp_path, jobs=1, limit=TIMEOUT)
    grades = grader.grade(submissions_in(kit, *folders))

    next(grades)
    assert sessions.has_endless.wait(TIMEOUT)
    grades.close()

    assert [each.submission.learner for each in grader.rest()] == ["two"]


def test_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every system can restrict them."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    assert available_cores() == 1

    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert available_cores() == 1
