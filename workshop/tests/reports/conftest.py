"""The small exercise, whose verdicts are shown."""

import pytest

from tests.doubles import write_exercise
from workshop.course.exercise import Exercise


@pytest.fixture(scope="package")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """Return the small exercise."""
    return write_exercise(tmp_path_factory.mktemp("course"))
