"""Threads stay with the exercise that their judge is warm for."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.grading.schedule import WORTH_HELPING, Schedule
from workshop.grading.submissions import Submission


@pytest.fixture
def class_(tmp_path: Path) -> list[Submission]:
    """Return the submissions of a class: more for the second exercise than for the first."""
    few, many = (write_exercise(tmp_path, name) for name in ("13-few", "14-many"))
    return [
        *(Submission(f"few {number}", few, None) for number in range(2)),
        *(Submission(f"many {number}", many, None) for number in range(2 + WORTH_HELPING)),
    ]


def take(schedule: Schedule, current: str) -> str:
    """Return the learner of the next submission for a thread, "" if there's none."""
    submission = schedule.next_for(current)
    return submission.learner if submission else ""


def test_a_thread_stays_with_its_exercise(class_: list[Submission]) -> None:
    """As long as there are submissions; then it goes on to the next one."""
    schedule = Schedule(class_)

    assert [take(schedule, "13-few") for _ in range(3)] == ["few 0", "few 1", "many 0"]


def test_every_submission_is_taken_once(class_: list[Submission]) -> None:
    """And then there's nothing to do."""
    schedule = Schedule(class_)
    taken, current = [], ""
    while submission := schedule.next_for(current):
        taken.append(submission)
        current = submission.exercise.name

    assert sorted(taken, key=class_.index) == class_


def test_threads_begin_different_exercises(class_: list[Submission]) -> None:
    """The one with the most submissions first."""
    schedule = Schedule(class_)

    assert [take(schedule, ""), take(schedule, "")] == ["many 0", "few 0"]


def test_a_thread_helps_where_much_is_left(class_: list[Submission]) -> None:
    """For the last few submissions, starting another judge takes longer than waiting."""
    schedule = Schedule(class_)
    for current in ("", "13-few", "13-few"):
        schedule.next_for(current)

    assert [take(schedule, "") for _ in range(3)] == ["many 1", "many 2", ""]


def test_a_submission_can_be_put_back(class_: list[Submission]) -> None:
    """It's taken last."""
    schedule = Schedule(class_[:2])
    first = schedule.next_for("")
    assert first

    schedule.put(first)

    assert [take(schedule, "13-few") for _ in range(3)] == ["few 1", "few 0", ""]
