"""`workshop watch` as a process: in a real terminal, and without one."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.doubles import HANGS, SOLUTION, write_exercise
from tests.processes import running_processes
from workshop.course.answers import Answers

pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")

from tests.terminal import Terminal, default_sigint

KEYS = "h hint   n next exercise   q quit"


def test_command_reacts_to_keys_in_a_terminal(project: Path) -> None:
    """Each key acts without Enter, and after `q` nothing keeps running."""
    with Terminal(project, "watch") as terminal:
        assert "2 of 5 mutants killed" in terminal.wait_for(KEYS)
        terminal.press("h")
        terminal.wait_for("Doubles, hint 1 of 3:\n\nBegin with 3.")
        terminal.press("n")
        terminal.wait_for("checking 14-more ...")
        terminal.wait_for(KEYS)
        assert f"{project}" in running_processes()

        terminal.press("q")

        assert terminal.exit_code() == 0
    assert f"{project}" not in running_processes()


def test_command_ends_at_ctrl_c(project: Path) -> None:
    """Ctrl-C ends even a check that hangs, and nothing keeps running."""
    Answers(project).begin(write_exercise(project)).write_text(HANGS, encoding="utf-8")
    with Terminal(project, "watch") as terminal:
        terminal.wait_for("checking 13-doubles ...")
        terminal.press("\x03")

        assert terminal.exit_code() == 130
    assert f"{project}" not in running_processes()


def test_command_without_a_terminal_runs_until_interrupted(project: Path) -> None:
    """In a pipe there are no keys and nothing is wiped from the screen."""
    command = [sys.executable, "-u", "-m", "workshop", "watch"]
    file = project / "answers" / "13-doubles" / "test_doubles.py"
    with (
        default_sigint(),
        subprocess.Popen(
            command, cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process,
    ):
        assert process.stdout
        first = next(line for line in process.stdout if "mutants killed" in line)
        next(line for line in process.stdout if KEYS in line)
        file.write_text(SOLUTION, encoding="utf-8")
        second = next(line for line in process.stdout if "mutants killed" in line)
        process.send_signal(signal.SIGINT)

    assert (first[:6], second[:6]) == ("2 of 5", "5 of 5")
    assert process.returncode == 130
