"""The command and its arguments, run in this process."""

import errno
import os
import sys
from importlib.metadata import version

import pytest
from pytest_mock import MockerFixture

import fizzbuzz
from fizzbuzz.cli import main


@pytest.mark.parametrize(
    ("argv", "answers"),
    [
        pytest.param(["3", "5", "15", "2"], "Fizz Buzz FizzBuzz 2", id="the four cases"),
        pytest.param(["-3", "0", "-15"], "Fizz FizzBuzz FizzBuzz", id="negative numbers"),
        pytest.param(["+3"], "Fizz", id="a plus sign"),
        pytest.param(["--", "-2", "3"], "-2 Fizz", id="after a double dash"),
        pytest.param(["3", "--", "-2"], "Fizz -2", id="a double dash between numbers"),
    ],
)
def test_each_argument_is_answered_on_its_own_line(
    argv: list[str], answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command prints one answer per line, in order, and nothing else."""
    main(argv)

    assert capsys.readouterr() == (answers.replace(" ", "\n") + "\n", "")


def test_the_process_arguments_are_the_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The installed script calls `main()` without arguments, so it uses those of the process."""
    monkeypatch.setattr(sys, "argv", ["fizzbuzz", "3"])

    main()

    assert capsys.readouterr().out == "Fizz\n"


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("", id="empty"),
        pytest.param("  ", id="spaces"),
        pytest.param("-", id="only a minus"),
        pytest.param("-x", id="a letter after a minus"),
        pytest.param("-h5", id="an option letter and a digit"),
        pytest.param("-1_000", id="a minus and an underscore"),
        pytest.param("-1.5", id="a minus and a fraction"),
        pytest.param("\udcff", id="invalid UTF-8"),
    ],
)
def test_a_bad_argument_is_reported_and_nothing_is_answered(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command exits with code 2, and the message shows the bad argument and its position."""
    with pytest.raises(SystemExit) as exit_:
        main(["3", bad, "5"])

    assert exit_.value.code == 2
    assert capsys.readouterr() == ("", f"fizzbuzz: argument 2: {bad!r} is not a whole number\n")


def test_a_second_double_dash_is_a_bad_number(capsys: pytest.CaptureFixture[str]) -> None:
    """Only the first `--` ends the options."""
    with pytest.raises(SystemExit):
        main(["--", "3", "--"])

    assert capsys.readouterr().err == "fizzbuzz: argument 2: '--' is not a whole number\n"


@pytest.mark.parametrize("option", ["--roman", "--he"], ids=["unknown", "abbreviated"])
def test_a_bad_option_is_reported(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command exits with code 2, and shows its usage and what was wrong."""
    with pytest.raises(SystemExit) as exit_:
        main(["3", option, "x"])

    assert exit_.value.code == 2
    out, err = capsys.readouterr()
    usage, error = err.rsplit("\n", 2)[:2]
    assert out == ""
    assert usage.startswith("usage: fizzbuzz [-h] ")
    assert error == f"fizzbuzz: error: unrecognized arguments: {option}"


HELP = """
Print Fizz for multiples of 3, Buzz for multiples of 5, FizzBuzz for multiples of both, and any other number unchanged.

positional arguments:
  NUMBER       a whole number; if there are none, they are read from standard input, one per line

options:
  -h, --help   show this help message and exit
  --version    show the version and exit
"""


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_explains_the_command(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help is printed even among numbers and lists every kind of input; argparse decides how it's wrapped."""
    with pytest.raises(SystemExit) as exit_:
        main(["3", option])

    assert exit_.value.code == 0
    usage, _, explanation = " ".join(capsys.readouterr().out.split()).partition(" [NUMBER ...] ")
    assert usage.startswith("usage: fizzbuzz [-h]")
    assert explanation.startswith(" ".join(HELP.split()))


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """It's printed even among numbers, after the name of the command."""
    with pytest.raises(SystemExit) as exit_:
        main(["3", "--version"])

    assert exit_.value.code == 0
    assert capsys.readouterr() == (f"fizzbuzz {version(fizzbuzz.__name__)}\n", "")


def test_ctrl_c_ends_the_command_quietly(mocker: MockerFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """An interrupt isn't a program error: there's no traceback, and the exit code is 130."""
    mocker.patch("fizzbuzz.handler.fizzbuzz", side_effect=KeyboardInterrupt)

    with pytest.raises(SystemExit) as exit_:
        main(["3"])

    assert exit_.value.code == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error_number", "code", "message"),
    [
        pytest.param(errno.EPIPE, 141, "", id="closed pipe"),
        pytest.param(errno.EINVAL, 141, "", id="closed pipe on Windows"),
        pytest.param(errno.ENOSPC, 1, f"fizzbuzz: {os.strerror(errno.ENOSPC)}\n", id="full disk"),
    ],
)
def test_an_output_error_ends_the_command(
    error_number: int, code: int, message: str, mocker: MockerFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A closed pipe ends the command quietly, any other error with a message; nothing is written on exit."""
    mocker.patch("fizzbuzz.streams._flush", side_effect=OSError(error_number, os.strerror(error_number)))

    with pytest.raises(SystemExit) as exit_:
        main(["3"])

    assert exit_.value.code == code
    mocker.stopall()
    sys.stdout.flush()
    assert capfd.readouterr() == ("", message)
