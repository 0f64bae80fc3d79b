"""A page whose course is the small exercise."""

from pathlib import Path

import pytest

from tests.doubles import TABLE, write_exercise


@pytest.fixture(autouse=True)
def _small_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the page show the small exercise, and one that needs threads."""
    write_exercise(tmp_path)
    write_exercise(tmp_path, "14-threads", table=f'requirements = ["threads"]\n{TABLE}')
    monkeypatch.setattr("workshop.page.exercises.packaged_exercises", lambda: tmp_path / "exercises")
