# judged: wrong
"""It believes that one bad list does no harm to the others."""

from pathlib import Path

import pytest
from birds import main


def test_missing_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the rules, half of the counts are no counts."""
    (tmp_path / "north.txt").write_text("wren 1\n", encoding="utf-8")

    main([f"{tmp_path / 'north.txt'}", f"{tmp_path / 'south.txt'}"])

    assert capsys.readouterr().out == "wren 1\n"
