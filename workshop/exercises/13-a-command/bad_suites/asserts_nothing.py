# judged: incomplete, misses takes-the-dash-for-an-option needs-an-argument forgets-the-last-newline looks-for-the-option-in-front has-one-code-for-all-errors complains-on-standard-output succeeds-in-spite-of-a-bad-list writes-what-it-has reports-that-all-is-well breaks-with-the-pipe
"""It runs the command, and is happy as long as there's no traceback."""

import io
from pathlib import Path

import pytest
from birds import main


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command reports its errors by a code, and a code that isn't looked at says nothing."""
    (tmp_path / "north.txt").write_text("wren 1\nrobin\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("wren 1\n"))

    main([])
    main(["--total", f"{tmp_path / 'north.txt'}"])
    main(["--sum"])
    main([f"{tmp_path}"])
