"""A course for tests."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a course with two exercises."""
    for name in ("13-doubles", "14-more"):
        write_exercise(tmp_path, name)
    return tmp_path
