# judged: incomplete, misses takes-the-dash-for-an-option forgets-the-last-newline looks-for-the-option-in-front complains-on-standard-output writes-what-it-has expects-only-missing-files reports-that-all-is-well
"""Every line and every branch runs, but each error is tested by its code alone."""

import io
from pathlib import Path

import pytest
from birds import main


def test_good_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One list, in a file."""
    (tmp_path / "north.txt").write_text("wren 1\n\nrobin 2\n", encoding="utf-8")

    assert main([f"{tmp_path / 'north.txt'}"]) == 0
    assert capsys.readouterr().out.split() == ["wren", "1", "robin", "2"]


def test_total(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The option is the only argument: it's in front and at the end."""
    monkeypatch.setattr("sys.stdin", io.StringIO("wren 1\nrobin 2\n"))

    assert main(["--total"]) == 0
    assert capsys.readouterr().out.strip() == "3"


@pytest.mark.parametrize(("arguments", "code"), [(["missing.txt"], 1), (["--sum"], 2)])
def test_error(arguments: list[str], code: int) -> None:
    """Where the message is, and what's beside it, isn't looked at."""
    assert main(arguments) == code


def test_bad_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """It's the first line, so there's nothing above it that could be written."""
    monkeypatch.setattr("sys.stdin", io.StringIO("robin\n"))

    assert main([]) == 1


def test_closed_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that has gone."""

    class ClosedPipe(io.StringIO):
        def write(self, _: str, /) -> int:
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdin", io.StringIO("robin 1\n"))
    monkeypatch.setattr("sys.stdout", ClosedPipe())

    assert main([]) == 141
