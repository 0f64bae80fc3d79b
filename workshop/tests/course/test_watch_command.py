"""`workshop watch` as a process: in a real terminal, and without one."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.doubles import HANGS, SOLUTION, write_exercise
from workshop.course.answers import Answers
from workshop.engine.process_tree import descendants, running_processes

pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")

from tests.terminal import Terminal, default_sigint

KEYS = "h hint   n next exercise   l list   r run again (or Enter)   q quit"
IGNORE_HANGUP = partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)  # as `nohup` does


def test_command_reacts_to_keys_in_a_terminal(project: Path) -> None:
    """Each key acts without Enter, and after `q` nothing keeps running."""
    with Terminal(project, "watch") as terminal:
        assert "2 of 5 mutants killed" in terminal.wait_for(KEYS)
        terminal.press("h")
        terminal.wait_for("Mutant 1, hint 1 of 3:\n\nIt breaks rule 1")
        terminal.press("L")
        terminal.wait_for("14-more     Doubles  unit tests  15       not started")
        terminal.press("x")
        terminal.wait_for(KEYS)
        terminal.press("\n")
        terminal.wait_for(KEYS)
        terminal.press("n")
        terminal.wait_for("checking 14-more ...")
        terminal.wait_for(KEYS)
        processes = {*descendants(terminal.process.pid)}

        terminal.press("q")

        assert terminal.exit_code() == 0
        assert terminal.waits_for_enter()
    assert processes
    assert not processes & {*running_processes()}


def test_command_ends_at_ctrl_c(project: Path) -> None:
    """Ctrl-C ends even a check that hangs, and nothing keeps running."""
    Answers(project).begin(write_exercise(project)).write_text(HANGS, encoding="utf-8")
    with Terminal(project, "watch") as terminal:
        terminal.wait_for("checking 13-doubles ...")
        processes = {*descendants(terminal.process.pid)}

        terminal.press("\x03")

        assert terminal.exit_code() == 130
    assert processes
    assert not processes & {*running_processes()}


@pytest.mark.slow
def test_quitting_does_not_wait_for_a_check(project: Path) -> None:
    """Even one that hangs."""
    Answers(project).begin(write_exercise(project)).write_text(HANGS, encoding="utf-8")
    with Terminal(project, "watch") as terminal:
        terminal.wait_for("checking 13-doubles ...")
        processes = {*descendants(terminal.process.pid)}

        terminal.press("q")

        assert terminal.exit_code() == 0
    assert processes
    assert not processes & {*running_processes()}


@pytest.mark.slow
def test_command_ends_in_order_at_sigterm(project: Path) -> None:
    """The terminal is as before, and nothing keeps running."""
    with Terminal(project, "watch") as terminal:
        terminal.wait_for(KEYS)
        assert not terminal.waits_for_enter()
        processes = {*descendants(terminal.process.pid)}

        terminal.process.send_signal(signal.SIGTERM)

        assert terminal.exit_code() == 128 + signal.SIGTERM
        assert terminal.waits_for_enter()
    assert processes
    assert not processes & {*running_processes()}


@pytest.mark.slow
def test_command_ends_with_its_terminal(project: Path) -> None:
    """Though it ignores the signal that says so."""
    with Terminal(project, "watch", prepare=[IGNORE_HANGUP]) as terminal:
        terminal.wait_for(KEYS)
        processes = {*descendants(terminal.process.pid)}

        terminal.close()

        terminal.exit_code()
    assert processes
    assert not processes & {*running_processes()}


@pytest.mark.slow
def test_command_ends_with_the_terminal_that_it_does_not_use(project: Path) -> None:
    """As under `nohup`, which redirects what would be the terminal's."""
    reader, writer = os.pipe()
    silence = os.open(os.devnull, os.O_RDONLY)
    redirect = [partial(os.dup2, silence if stream == 0 else writer, stream) for stream in (0, 1, 2)]

    with (
        Terminal(project, "watch", prepare=[IGNORE_HANGUP, *redirect]) as terminal,
        open(reader, encoding="utf-8") as output,  # noqa: PTH123 - a file descriptor
    ):
        os.close(writer)
        os.close(silence)
        next(line for line in output if KEYS in line)
        processes = {*descendants(terminal.process.pid)}

        terminal.close()

        assert terminal.exit_code() == 0
    assert processes
    assert not processes & {*running_processes()}


@pytest.mark.slow
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
