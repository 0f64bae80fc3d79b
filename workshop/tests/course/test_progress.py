"""A learner's way through the exercises: which is next, and how far is it."""

from pathlib import Path

import pytest

from tests.doubles import SOLUTION, START, write_exercise
from workshop.course.progress import LearnerProgress
from workshop.errors import AuthorError, MachineError
from workshop.judging.session import Session


@pytest.fixture
def course(tmp_path: Path) -> LearnerProgress:
    """Return the course of a project with two exercises."""
    for name in ("14-more", "13-doubles"):
        write_exercise(tmp_path, name)
    return LearnerProgress(tmp_path, shown=lambda path: path.relative_to(tmp_path))


def check(course: LearnerProgress, name: str, text: str) -> None:
    """Hand in a suite for an exercise, and check it."""
    exercise = course.find(name)
    course.answers.begin(exercise).write_text(text, encoding="utf-8")
    with Session(exercise.task(), course.root) as checker:
        course.note(course.check(exercise, checker))


def test_the_next_exercise_is_the_first_that_is_not_done(course: LearnerProgress) -> None:
    """And when all are done, the last."""
    assert course.next().name == "13-doubles"

    check(course, "13", SOLUTION)
    assert course.next().name == "14-more"

    check(course, "14", SOLUTION)
    assert course.next().name == "14-more"


def test_without_a_name_it_is_the_one_that_was_checked_last(course: LearnerProgress) -> None:
    """Who does another than the first that is not done need not say so each time; when it is done it is the next."""
    found = [course.find(None).name]
    check(course, "14", START)
    found.append(course.find(None).name)
    check(course, "14", SOLUTION)
    found.append(course.find(None).name)

    assert found == ["13-doubles", "14-more", "13-doubles"]


def test_the_last_one_is_that_which_was_checked_last(course: LearnerProgress) -> None:
    """Done or not, for who wants to look at it once more; before the first check it is the next one."""
    last = [course.last().name]
    for name in ("13", "14", "13"):
        check(course, name, SOLUTION)
        last.append(course.last().name)

    assert last == ["13-doubles", "13-doubles", "14-more", "13-doubles"]


def test_the_state_is_told(course: LearnerProgress) -> None:
    """It is computed from the files."""
    exercise = course.find("13")
    states = [course.state(exercise)]
    check(course, "13", START)
    states.append(course.state(exercise))
    course.answers.file(exercise).write_text(SOLUTION, encoding="utf-8")
    states.append(course.state(exercise))
    check(course, "13", SOLUTION)
    states.append(course.state(exercise))

    assert states == ["not begun", "2 of 5 killed", "changed since it was checked", "done"]


def test_a_check_shows_the_file_as_it_is_called_here(course: LearnerProgress) -> None:
    """Below the project, from there."""
    exercise = course.find("13")
    course.answers.begin(exercise)

    with Session(exercise.task(), course.root) as checker:
        checked = course.check(exercise, checker)

    assert checked.file == Path("answers", "13-doubles", "test_doubles.py")
    assert (checked.suite, checked.server) == (START.encode(), "")
    assert 0 < checked.seconds < 60


def test_tests_that_are_not_there_are_an_error(course: LearnerProgress) -> None:
    """A check does not make them: an editor may be about to."""
    exercise = course.find("13")

    with Session(exercise.task(), course.root) as checker, pytest.raises(MachineError, match="No such file"):
        course.check(exercise, checker)


def test_without_exercises_there_is_no_course(tmp_path: Path) -> None:
    """The error says where they were looked for."""
    with pytest.raises(AuthorError, match=f"there are no exercises here: {tmp_path} has no folder exercises/"):
        LearnerProgress(tmp_path, shown=lambda path: path).exercises()
