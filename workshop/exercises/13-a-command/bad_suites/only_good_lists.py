# judged: incomplete, misses has-one-code-for-all-errors complains-on-standard-output succeeds-in-spite-of-a-bad-list writes-what-it-has expects-only-missing-files reports-that-all-is-well breaks-with-the-pipe
"""Everything about lists is tested, and it's all there in `out`; no test has anything go wrong."""

import io
from pathlib import Path

import pytest
from birds import main


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """With a dash and without one."""
    monkeypatch.setattr("sys.stdin", io.StringIO("wren 1\n"))

    main(arguments)

    assert capsys.readouterr().out == "wren 1\n"


def test_total(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The option is behind the list."""
    path = tmp_path / "north.txt"
    path.write_text("wren 1\nrobin 2", encoding="utf-8")

    main([f"{path}", "--total"])

    assert capsys.readouterr().out == "3\n"
