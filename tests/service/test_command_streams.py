"""The command and standard streams that are closed or full."""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_mock import MockerFixture

from fizzbuzz.service_cli import main


@pytest.mark.parametrize("options", [["--max-body", "1"], ["--roman"]], ids=["a bad limit", "a bad option"])
def test_an_error_that_cannot_be_written_keeps_its_exit_code(
    options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If nothing reads standard error, a script can still tell what's wrong."""
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "w", buffering=1) as errors:
        monkeypatch.setattr(sys, "stderr", errors)
        with pytest.raises(SystemExit, match="2"):
            main(options)

        errors.flush()  # as Python does: it isn't an error


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that's always full")
def test_the_exit_code_of_a_process_with_a_full_standard_error(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself would exit with code 120 if it couldn't write what is left in the buffer."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    with Path("/dev/full").open("w") as full:
        result = subprocess.run([command, "--roman"], stderr=full, check=False)

    assert result.returncode == 2


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
