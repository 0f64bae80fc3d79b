"""Results go to stdout, everything else to stderr; colors and progress only where they are wanted."""

import re
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from tests.cli.result import run_installed
from workshop.cli import console


@pytest.mark.parametrize(
    ("environment", "has_colors"),
    [
        pytest.param({}, False, id="in a pipe"),
        pytest.param({"FORCE_COLOR": "1"}, True, id="if asked for"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="if not wanted"),
    ],
)
def test_a_diff_has_colors(project: Path, environment: dict[str, str], *, has_colors: bool) -> None:
    """A pipe or a file gets colors only if the user asks for them."""
    result = run_installed(project, "show", "skips-one", TERM="xterm", **environment)

    assert ("\x1b[32m+    return number + 2\x1b[0m\n" in result.out) is has_colors
    assert ("\x1b" in result.out) is has_colors


def test_long_lines_of_a_diff_are_not_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    """A diff has the lines of the file, no matter how narrow the terminal is."""
    line = f"-return str(number)  # {'long ' * 50}end"

    console.print_diff(f"{line}\n+return [bold]\n")

    assert capsys.readouterr().out == f"{line}\n+return [bold]\n"


def test_messages_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """They name the command, and a file gets them in one line."""
    console.say(f"there are {'no ' * 50}exercises")

    assert capsys.readouterr() == ("", f"workshop: there are {'no ' * 50}exercises\n")


def test_text_is_shown_and_never_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """A path may hold anything, also in a table; lines stay apart."""
    table = Table(box=None, show_header=False)
    table.add_row("\x1b[2J")

    console.say("\x1b[2J \udc80\nnext")
    console.output().print("\x9b2J", table)

    out, err = capsys.readouterr()
    assert err == "workshop: \\x1b[2J \\udc80\nnext\n"
    assert out.split() == ["\\x9b2J", "\\x1b[2J"]


def test_a_terminal_shows_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The user sees what is going on, and how much of it is done."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(console, "errors", lambda: Console(stderr=True, force_terminal=True, legacy_windows=False))

    with console.progress("starting") as update:
        update("on mutants", 3, 3)

    out, err = capsys.readouterr()
    assert out == ""
    assert re.search(r"on mutants .*3/3", err)


def test_colors_in_a_pipe_do_not_bring_progress(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log with colors doesn't want the frames of a moving bar."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(console, "errors", lambda: Console(stderr=True))

    with console.progress("starting") as update:
        update("on mutants", 3, 3)

    assert capsys.readouterr() == ("", "")
