"""A course for tests."""

from pathlib import Path

import pytest

from tests.course.fake_session import FakeSession
from tests.course.watching import Learner
from tests.doubles import write_exercise
from workshop.course.answers import Answers
from workshop.course.exercise import Exercise


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a course with two exercises."""
    for name in ("13-doubles", "14-more"):
        write_exercise(tmp_path, name)
    return tmp_path


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """Return the small exercise."""
    return write_exercise(tmp_path)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    """Return the answers of its course."""
    return Answers(tmp_path)


@pytest.fixture
def learner(project: Path) -> Learner:
    """Return a learner of that course."""
    return Learner(project)


@pytest.fixture
def fake_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the sessions that `watch` opens by fakes."""
    monkeypatch.setattr("workshop.course.watch.Session", FakeSession)
