# judged: over-specified
"""It calls the function that reads a list: no rule promises it, and no script ever sees what it returns."""

from pathlib import Path

import birds


def test_read(tmp_path: Path) -> None:
    """Another command has no such function."""
    (tmp_path / "north.txt").write_text("wren 1\nrobin 2\n", encoding="utf-8")

    assert list(birds.read(f"{tmp_path / 'north.txt'}")) == [("wren", 1), ("robin", 2)]
