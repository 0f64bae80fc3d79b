# judged: order-dependent
"""All tests share one standard input: what the first of them has read is gone."""

import io

import pytest
from birds import main

INPUT = io.StringIO("robin 2\n")


def test_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`monkeypatch` puts the old input back, and knows nothing of what is left of this one."""
    monkeypatch.setattr("sys.stdin", INPUT)

    main([])

    assert capsys.readouterr().out == "robin 2\n"


def test_total(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each test needs an input of its own."""
    monkeypatch.setattr("sys.stdin", INPUT)

    main(["--total"])

    assert capsys.readouterr().out == "2\n"
