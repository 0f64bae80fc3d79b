"""The command and its arguments, run in this process."""

import errno
import os
import sys

import pytest
from pytest_mock import MockerFixture

from fizzbuzz.cli import main


@pytest.mark.parametrize(
    ("argv", "answers"),
    [
        pytest.param(["3", "5", "15", "2"], "Fizz Buzz FizzBuzz 2", id="the four cases"),
        pytest.param(["-3", "0", "-15"], "Fizz FizzBuzz FizzBuzz", id="a minus is a number"),
        pytest.param(["+3"], "Fizz", id="a plus is a number"),
        pytest.param(["--", "-2", "3"], "-2 Fizz", id="after two dashes"),
        pytest.param(["3", "--", "-2"], "Fizz -2", id="between two dashes"),
        pytest.param(["-3", "--redis", "", "5"], "Fizz Buzz", id="an option among the numbers"),
        pytest.param(["-3", "5", "--redis="], "Fizz Buzz", id="an option after the numbers"),
    ],
)
def test_every_argument_is_answered_on_a_line(
    argv: list[str], answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One answer a line, in order, and nothing else."""
    main(argv)

    assert capsys.readouterr() == (answers.replace(" ", "\n") + "\n", "")


def test_the_arguments_of_the_process_are_the_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The installed command is called without arguments of its own, and takes those of the process."""
    monkeypatch.setattr(sys, "argv", ["fizzbuzz", "3"])

    main()

    assert capsys.readouterr().out == "Fizz\n"


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("", id="nothing"),
        pytest.param("  ", id="spaces"),
        pytest.param("-", id="a minus alone"),
        pytest.param("-x", id="a letter after a minus"),
        pytest.param("-h5", id="the letter of an option"),
        pytest.param("-1_000", id="a minus and an underscore"),
        pytest.param("-1.5", id="a minus and a fraction"),
        pytest.param("\udcff", id="a byte that is not UTF-8"),
    ],
)
def test_a_bad_argument_is_named_and_nothing_is_answered(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and a message that says which argument is bad and where it stands."""
    with pytest.raises(SystemExit) as exit_:
        main(["3", bad, "5"])

    assert exit_.value.code == 2
    assert capsys.readouterr() == ("", f"fizzbuzz: argument 2: {bad!r} is not a whole number\n")


def test_two_dashes_after_two_dashes_are_a_bad_number(capsys: pytest.CaptureFixture[str]) -> None:
    """Only the first pair of dashes ends the options."""
    with pytest.raises(SystemExit):
        main(["--", "3", "--"])

    assert capsys.readouterr().err == "fizzbuzz: argument 2: '--' is not a whole number\n"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        pytest.param(["3", "--rediss", "x"], "unrecognized arguments: --rediss", id="an unknown option"),
        pytest.param(["3", "--red", "x"], "unrecognized arguments: --red", id="an abbreviated option"),
        pytest.param(["3", "--redis"], "argument --redis: expected one argument", id="an option without its value"),
    ],
)
def test_a_bad_option_is_named(argv: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, how the command is used, and what was wrong."""
    with pytest.raises(SystemExit) as exit_:
        main(argv)

    assert exit_.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    usage = "usage: fizzbuzz [-h] [--redis URL] [NUMBER ...]\n"
    assert err == f"{usage}fizzbuzz: error: {message}\n"


HELP = """
usage: fizzbuzz [-h] [--redis URL] [NUMBER ...]

Print Fizz for multiples of 3, Buzz for multiples of 5, FizzBuzz for multiples of both, and any other number unchanged.

positional arguments:
  NUMBER       a whole number; if there are none, they are read from standard input, one per line

options:
  -h, --help   show this help message and exit
  --redis URL  cache answers in Redis, for example redis://localhost:6379/0, instead of in memory
               (default: $FIZZBUZZ_REDIS_URL)
"""


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_says_what_the_command_does(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help is printed even among numbers, and names every way to give input; how it is wrapped is argparse's."""
    with pytest.raises(SystemExit) as exit_:
        main(["3", option])

    assert exit_.value.code == 0
    assert capsys.readouterr().out.split() == HELP.split()


def test_ctrl_c_ends_quietly(mocker: MockerFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """An interrupt is no error of the program: no traceback, and the exit code that shells know."""
    mocker.patch("fizzbuzz.handler.fizzbuzz", side_effect=KeyboardInterrupt)

    with pytest.raises(SystemExit) as exit_:
        main(["3"])

    assert exit_.value.code == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error_number", "code", "message"),
    [
        pytest.param(errno.EPIPE, 141, "", id="nobody reads any more"),
        pytest.param(errno.EINVAL, 141, "", id="nobody reads any more, on Windows"),
        pytest.param(errno.ENOSPC, 1, f"fizzbuzz: {os.strerror(errno.ENOSPC)}\n", id="the disk is full"),
    ],
)
def test_answers_that_cannot_be_written_are_given_up(
    error_number: int, code: int, message: str, mocker: MockerFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A closed pipe ends the command quietly, any other trouble with a word; nothing is written at the end."""
    mocker.patch("sys.stdout.flush", side_effect=OSError(error_number, os.strerror(error_number)))

    with pytest.raises(SystemExit) as exit_:
        main(["3"])

    assert exit_.value.code == code
    mocker.stopall()
    sys.stdout.flush()
    assert capfd.readouterr() == ("", message)
