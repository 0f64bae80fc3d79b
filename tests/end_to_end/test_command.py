"""The command from outside: processes, pipes, signals and exit codes."""

import signal
import sys
from collections.abc import Iterator

import pytest

from tests.end_to_end.conftest import Starter


def test_arguments_are_answered(start: Starter) -> None:
    """The guide's four cases, from the shell, and two more: a minus does not make an option."""
    answers = "Fizz\nBuzz\nFizzBuzz\n2\nFizz\nFizzBuzz\n"

    assert start("3", "5", "15", "2", "-3", "0").communicate() == (answers, "")


def test_each_line_is_answered_as_it_comes(start: Starter) -> None:
    """A conversation: the answer is there before the next question is asked."""
    process = start()
    assert process.stdin
    assert process.stdout

    for question, answer in {"3\n": "Fizz\n", "5\n": "Buzz\n", "2\n": "2\n"}.items():
        process.stdin.write(question)
        assert process.stdout.readline() == answer


@pytest.mark.parametrize(
    ("bad", "shown"),
    [
        pytest.param("", "''", id="empty"),
        pytest.param("\udcff", r"'\udcff'", id="invalid UTF-8"),
    ],
)
def test_bad_input_is_named_on_either_way_in(bad: str, shown: str, start: Starter) -> None:
    """Exit code 2 and one clear line, for an argument as for a line; the unit tests have every kind of bad input."""
    by_argument = start("3", bad)
    assert by_argument.communicate() == ("", f"fizzbuzz: argument 2: {shown} is not a whole number\n")
    assert by_argument.returncode == 2

    by_line = start()
    assert by_line.communicate(f"3\n{bad}\n") == (
        "Fizz\n",
        f"fizzbuzz: line 2: {shown} is not a whole number\n",
    )
    assert by_line.returncode == 2


def test_a_closed_pipe_ends_the_command_quietly(start: Starter) -> None:
    """As in `yes 15 | fizzbuzz | head -1`: who has seen enough hears no complaint."""
    process = start()
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write("15\n")
    assert process.stdout.readline() == "FizzBuzz\n"

    process.stdout.close()
    process.stdin.write("15\n")

    assert process.stderr.read() == ""
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
    process.stdin.write("15\n")
    assert process.stdout.readline() == "FizzBuzz\n"

    process.send_signal(signal.SIGINT)

    assert process.communicate() == ("", "")
    assert process.returncode == 130
