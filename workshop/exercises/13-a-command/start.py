"""Tests of the command; the rules are in the README of the exercise."""

from pathlib import Path

import pytest
from birds import main


def test_list_is_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bird that's on a list twice has one line."""
    path = tmp_path / "north.txt"
    path.write_text("blue tit 3\nrobin 1\nblue tit 2\n", encoding="utf-8")

    code = main([f"{path}"])

    assert code == 0
    assert "blue tit 5" in capsys.readouterr().out
