"""A learner's progress: which exercise is next, and how far along each one is."""

import os
from pathlib import Path
from typing import cast
from unittest.mock import create_autospec

import pytest

from tests.doubles import SOLUTION, START
from workshop.course.progress import LearnerProgress
from workshop.engine.protocol import Outcome
from workshop.errors import UsageError
from workshop.judging.session import Session
from workshop.judging.verdict import JudgedMutant, Verdict

KILLED = JudgedMutant("squares", {"test_examples": Outcome("failed")})
SURVIVOR = JudgedMutant("shrinks", {})
VERDICTS = {START: Verdict(mutants=(KILLED, SURVIVOR)), SOLUTION: Verdict(mutants=(KILLED,))}


@pytest.fixture
def course(project: Path) -> LearnerProgress:
    """Return the course with its two exercises."""
    return LearnerProgress(project, shown=lambda path: path.relative_to(project))


@pytest.fixture
def session() -> Session:
    """Return a session that knows the verdicts on the start and on the solution."""
    fake = create_autospec(Session, instance=True, server="")
    fake.check.side_effect = lambda suite, _options: VERDICTS[suite["test_doubles.py"].decode()]
    return cast("Session", fake)


def check(course: LearnerProgress, session: Session, name: str, text: str) -> None:
    """Write a suite for an exercise, check it later than all before, and save the verdict."""
    exercise = course.find(name)
    course.answers.begin(exercise).write_text(text, encoding="utf-8")
    latest = max(map(course.answers.checked_at, course.exercises()))
    course.save(course.check(exercise, session))
    os.utime(course.answers.folder(exercise) / ".verdict.json", (latest + 1, latest + 1))


def test_next_exercise_is_the_first_that_is_not_done(course: LearnerProgress, session: Session) -> None:
    """When all are done, it's the last."""
    names = [course.next().name]
    for name in ("13", "14"):
        check(course, session, name, SOLUTION)
        names.append(course.next().name)

    assert names == ["13-doubles", "14-more", "14-more"]


def test_current_exercise_is_the_last_one_checked_until_it_is_done(course: LearnerProgress, session: Session) -> None:
    """A learner who skips ahead doesn't have to name the exercise each time."""
    names = [course.find(None).name]
    for text in (START, SOLUTION):
        check(course, session, "14", text)
        names.append(course.find(None).name)

    assert names == ["13-doubles", "14-more", "13-doubles"]


def test_last_exercise_is_the_last_one_checked(course: LearnerProgress, session: Session) -> None:
    """It may be done already; before the first check it's the next one."""
    names = [course.last().name]
    for name in ("13", "14", "13"):
        check(course, session, name, SOLUTION)
        names.append(course.last().name)

    assert names == ["13-doubles", "13-doubles", "14-more", "13-doubles"]


def test_state_follows_the_files(course: LearnerProgress, session: Session) -> None:
    """A change of the tests makes the last verdict worthless."""
    exercise = course.find("13")
    states = [course.state(exercise)]
    course.answers.begin(exercise)
    states.append(course.state(exercise))
    check(course, session, "13", START)
    states.append(course.state(exercise))
    course.answers.file(exercise).write_text(SOLUTION, encoding="utf-8")
    states.append(course.state(exercise))
    check(course, session, "13", SOLUTION)
    states.append(course.state(exercise))

    assert states == ["not started", "not checked yet", "1 of 5 killed", "changed since the last check", "done"]


def test_check_shows_the_path_of_the_file(course: LearnerProgress, session: Session) -> None:
    """The path is relative to where the learner is; the verdict is that of the session."""
    exercise = course.find("13")
    course.answers.begin(exercise)

    checked = course.check(exercise, session)

    assert checked.file == Path("answers", "13-doubles", "test_doubles.py")
    assert (checked.suite["test_doubles.py"], checked.server) == (START.encode(), "")
    assert checked.verdict == VERDICTS[START]
    assert checked.seconds >= 0


def test_verdict_is_on_the_exercise_as_it_was_before(course: LearnerProgress, session: Session) -> None:
    """An update of the course during the check needs a new one."""
    exercise = course.find("13")
    course.answers.begin(exercise)
    checked = course.check(exercise, session)
    (exercise.folder / "correct" / "strict.py").write_text("# new\n", encoding="utf-8")

    course.save(checked)

    updated = course.find("13")
    assert course.last_checked(updated) is None
    assert course.state(updated) == "changed since the last check"
    assert course.last_checked(exercise) == checked


def test_check_does_not_create_the_tests(course: LearnerProgress, session: Session) -> None:
    """An editor may be about to write them."""
    with pytest.raises(UsageError, match="there are no tests"):
        course.check(course.find("13"), session)


def test_folder_without_exercises_is_refused(tmp_path: Path) -> None:
    """The message says where they were expected and how to get some."""
    course = LearnerProgress(tmp_path / "empty", shown=lambda path: path)

    with pytest.raises(UsageError, match=r"there are no exercises in .*empty or .*: change to .*`workshop init`"):
        course.exercises()
