"""The command from outside: processes, pipes, signals and exit codes."""

import signal
import sys
from collections.abc import Iterator

import pytest

from tests.end_to_end.conftest import Starter


def test_arguments_are_answered(start: Starter) -> None:
    """The guide's four cases, from the shell."""
    assert start("3", "5", "15", "2").communicate() == (b"Fizz\nBuzz\nFizzBuzz\n2\n", b"")


def test_negative_numbers_are_numbers(start: Starter) -> None:
    """A minus does not make an option."""
    assert start("-3", "0", "-15").communicate() == (b"Fizz\nFizzBuzz\nFizzBuzz\n", b"")


def test_lines_are_answered(start: Starter) -> None:
    """Numbers may come from a pipe."""
    assert start().communicate(b"3\n5\n15\n2") == (b"Fizz\nBuzz\nFizzBuzz\n2\n", b"")


def test_each_line_is_answered_as_it_comes(start: Starter) -> None:
    """A conversation: the answer is there before the next question is asked."""
    process = start()
    assert process.stdin
    assert process.stdout

    for question, answer in {b"3\n": b"Fizz\n", b"5\n": b"Buzz\n", b"2\n": b"2\n"}.items():
        process.stdin.write(question)
        assert process.stdout.readline() == answer


@pytest.mark.parametrize(
    ("bad", "shown"),
    [
        pytest.param(b"", "''", id="empty"),
        pytest.param(b" ", "' '", id="a space"),
        pytest.param(b"1_000", "'1_000'", id="an underscore"),
        pytest.param(b"+-3", "'+-3'", id="two signs"),
        pytest.param(b"0x10", "'0x10'", id="hexadecimal"),
        pytest.param(b"1.5", "'1.5'", id="a fraction"),
        pytest.param(b"1e3", "'1e3'", id="an exponent"),
        pytest.param("½".encode(), "'½'", id="a vulgar fraction"),
        pytest.param("٣".encode(), "'٣'", id="an Arabic digit"),
        pytest.param(b"\xff", r"'\udcff'", id="invalid UTF-8"),
    ],
)
def test_bad_input_is_named_on_either_way_in(bad: bytes, shown: str, start: Starter) -> None:
    """Exit code 2 and one clear line, for an argument as for a line."""
    by_argument = start("3", bad)
    assert by_argument.communicate() == (b"", f"fizzbuzz: argument 2: {shown} is not a whole number\n".encode())
    assert by_argument.returncode == 2

    by_line = start()
    assert by_line.communicate(b"3\n" + bad + b"\n") == (
        b"Fizz\n",
        f"fizzbuzz: line 2: {shown} is not a whole number\n".encode(),
    )
    assert by_line.returncode == 2


def test_a_closed_pipe_ends_the_command_quietly(start: Starter) -> None:
    """As in `yes 15 | fizzbuzz | head -1`: who has seen enough hears no complaint."""
    process = start()
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(b"15\n")
    assert process.stdout.readline() == b"FizzBuzz\n"

    process.stdout.close()
    process.stdin.write(b"15\n")

    assert process.stderr.read() == b""
    assert process.wait() == 141


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed SIGINT while the test runs: jobs in the background ignore it, and so would the command that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to another process")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_the_command_quietly(start: Starter) -> None:
    """No traceback, and the exit code that shells know."""
    process = start()
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"15\n")
    assert process.stdout.readline() == b"FizzBuzz\n"

    process.send_signal(signal.SIGINT)

    assert process.communicate() == (b"", b"")
    assert process.returncode == 130
