"""The command and standard streams that are closed or full, in this process."""

from unittest.mock import patch

import pytest
from pytest_mock import MockerFixture

from fizzbuzz.service_cli import main


def test_an_error_that_cannot_be_written_keeps_its_exit_code(mocker: MockerFixture) -> None:
    """If standard error is full, a script can still tell what's wrong."""
    mocker.patch("sys.stderr.write", side_effect=OSError(28, "No space left on device"))

    with pytest.raises(SystemExit, match="2"):
        main(["--max-body", "1"])


@patch("sys.stderr", None)
def test_errors_go_nowhere_if_standard_error_is_closed(capsys: pytest.CaptureFixture[str]) -> None:
    """They aren't written to standard output, and the exit code is as usual."""
    with pytest.raises(SystemExit, match="2"):
        main(["--max-body", "1"])

    assert capsys.readouterr().out == ""


@patch("sys.stdout", None)
def test_a_closed_standard_output_is_an_error_for_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The help isn't written to standard error."""
    with pytest.raises(SystemExit, match="1"):
        main(["--help"])

    assert capsys.readouterr().err == "fizzbuzz-service: standard output is closed\n"


def test_a_help_that_cannot_be_written_is_an_error(mocker: MockerFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """It isn't found out only when Python exits."""
    mocker.patch("fizzbuzz.streams._flush", side_effect=OSError(28, "No space left on device"))

    with pytest.raises(SystemExit, match="1"):
        main(["--help"])

    assert capfd.readouterr() == ("", "fizzbuzz-service: No space left on device\n")
