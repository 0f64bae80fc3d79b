"""The installed command: processes, pipes, signals and exit codes."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Starter, ask


def test_arguments_are_answered(start: Starter) -> None:
    """The shell's arguments are answered, negative numbers included: a minus sign doesn't make an option."""
    process = start("3", "5", "15", "2", "-3", "0")

    assert process.communicate() == ("Fizz\nBuzz\nFizzBuzz\n2\nFizz\nFizzBuzz\n", "")
    assert process.returncode == 0


def test_each_line_is_answered_as_it_arrives(start: Starter) -> None:
    """On a pipe, each answer arrives before the next line is sent."""
    process = start()

    assert [ask(process, line) for line in ("3", "5", "2")] == ["Fizz", "Buzz", "2"]


@pytest.mark.skipif(sys.platform == "win32", reason="there, arguments are always Unicode")
def test_a_bad_argument_is_reported(start: Starter) -> None:
    """A bad argument ends the command with exit code 2 and one clear line, even if it isn't valid UTF-8."""
    process = start("3", "\udcff")

    assert process.communicate() == ("", "fizzbuzz: argument 2: '\\udcff' is not a whole number\n")
    assert process.returncode == 2


@pytest.mark.parametrize(
    ("bad", "shown"),
    [
        pytest.param("", "''", id="empty"),
        pytest.param("\udcff", r"'\udcff'", id="invalid UTF-8"),
    ],
)
def test_a_bad_line_is_reported(bad: str, shown: str, start: Starter) -> None:
    """A bad line ends the command with exit code 2 and one clear line, after the answers to the lines before it."""
    process = start()

    assert process.communicate(f"3\n{bad}\n") == ("Fizz\n", f"fizzbuzz: line 2: {shown} is not a whole number\n")
    assert process.returncode == 2


def test_a_closed_pipe_ends_the_command_quietly(start: Starter) -> None:
    """In `yes 15 | fizzbuzz | head -1`, the command is quiet when `head` closes the pipe."""
    process = start()
    assert process.stdin
    assert process.stdout
    assert process.stderr
    assert ask(process, "15") == "FizzBuzz"

    process.stdout.close()
    process.stdin.write("15\n")

    assert process.stderr.read() == ""
    assert process.wait() == 141


@pytest.mark.skipif(sys.platform == "win32", reason="cmd.exe can't close a stream")
def test_closed_streams_are_not_mixed_up(command: str) -> None:
    """If the answers can't be printed, that's an error; if the error can't be printed, that's not an answer."""
    script = '"$1" 3 >&-; echo $?; "$1" apple 2>&-; echo $?'
    result = subprocess.run(["/bin/sh", "-c", script, "sh", command], capture_output=True, encoding="utf-8", check=True)

    assert result.stdout == "1\n2\n"
    assert result.stderr == "fizzbuzz: standard output is closed\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that's always full")
@pytest.mark.parametrize("argument", ["apple", "--roman"], ids=["a bad number", "a bad option"])
def test_errors_that_cannot_be_written_keep_their_exit_code(
    argument: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python itself would exit with code 120 if it couldn't write what is left in the buffer of standard error."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    with Path("/dev/full").open("w") as full:
        result = subprocess.run([command, argument], stderr=full, check=False)

    assert result.returncode == 2


@pytest.fixture
def default_sigint() -> Iterator[None]:
    """Reset SIGINT to its default, because a process that is started while it's ignored would ignore it too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't send SIGINT to another process")
@pytest.mark.usefixtures("default_sigint")
def test_ctrl_c_ends_the_command_quietly(start: Starter) -> None:
    """Ctrl-C prints no traceback, and the exit code is 130, as shells expect."""
    process = start()
    assert ask(process, "15") == "FizzBuzz"

    process.send_signal(signal.SIGINT)

    assert process.communicate() == ("", "")
    assert process.returncode == 130
