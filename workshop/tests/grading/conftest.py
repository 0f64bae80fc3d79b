"""A class and the exercise that it does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.course.exercise import Exercise

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
