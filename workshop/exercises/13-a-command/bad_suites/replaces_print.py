# judged: over-specified
"""It replaces `print`, which is one way to write to standard output among others."""

from pathlib import Path

import pytest
from birds import main


def test_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`capsys` sees everything that is written, in whatever way."""
    lines: list[str] = []
    monkeypatch.setattr("builtins.print", lambda *values, **_: lines.append(" ".join(values)))
    (tmp_path / "north.txt").write_text("wren 1\nrobin 2\n", encoding="utf-8")

    main([f"{tmp_path / 'north.txt'}"])

    assert lines == ["wren 1", "robin 2"]
