"""Two runs of `grade` can't write to the same journal at the same time."""

from pathlib import Path

import pytest

from workshop.errors import UsageError
from workshop.grading.journal import Journal


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    """It's told to wait, and can begin when the first one has ended."""
    path = tmp_path / "grades.csv.journal"

    with (
        Journal(path),
        pytest.raises(UsageError, match=f"^another run writes to {path} at the moment; wait for its end$"),
    ):
        Journal(path).__enter__()

    with Journal(path):
        assert path.exists()
