"""Standard streams that are closed, full, or not read to their end."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import Command
from tests.cli.result import Result
from workshop.cli import console, mutants
from workshop.mutants import planting


@pytest.fixture(autouse=True)
def new_console() -> Iterator[None]:
    """Keep what a console couldn't write from the next test."""
    console.output.cache_clear()
    yield
    console.output.cache_clear()


def test_a_closed_stdout_is_refused(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done that nobody could see."""
    monkeypatch.setattr(sys, "stdout", None)

    assert workshop("plant", "skips-one") == Result(
        2, "", "workshop: the standard output is closed: leave it open, or add > /dev/null\n"
    )


def test_a_closed_stderr_has_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """It's no terminal."""
    monkeypatch.setattr(sys, "stderr", None)

    with console.progress("starting") as update:
        update("on mutants", 3, 3)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize("arguments", [["show", "skips-one"], ["show", "--help"]], ids=" ".join)
def test_a_full_stdout_is_an_error(workshop: Command, arguments: list[str]) -> None:
    """As when the output goes to a file on a full disk; there is no traceback."""
    with Path("/dev/full").open("w", encoding="utf-8") as full, redirect_stdout(full):
        result = workshop(*arguments)

    assert result == Result(2, "", "workshop: the output can't be written: No space left on device\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has another error for it")
def test_a_reader_that_has_had_enough_is_no_failure(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `head`, which closes the pipe; here the output is still in a buffer when the command has done its work."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as pipe, redirect_stdout(pipe):  # noqa: PTH123 - a file descriptor
        monkeypatch.setattr(mutants, "find_catalogue", lambda: pipe.write("much"))
        monkeypatch.setattr(planting, "unplant", lambda _: sys.exit(0))
        result = workshop("unplant")

    assert result == Result(1, "", "")


class PipeOfWindows(StringIO):
    """A pipe whose reader has closed it: what's in the buffer is written by `flush`."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__()
        self._file = file

    def fileno(self) -> int:
        """Return the number of the open file."""
        return self._file.fileno()

    def flush(self) -> None:
        """Raise what Windows says."""
        raise OSError(errno.EINVAL, "Invalid argument")


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PipeOfWindows]:
    """Return such a pipe, and have `unplant` do nothing."""
    monkeypatch.setattr(planting, "unplant", lambda _: sys.exit(0))
    with (tmp_path / "pipe").open("w", encoding="utf-8") as file:
        yield PipeOfWindows(file)


def test_a_reader_that_has_had_enough_is_no_failure_on_windows(
    workshop: Command, pipe: PipeOfWindows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There the argument is said to be invalid."""
    monkeypatch.setattr(sys, "platform", "win32")

    with redirect_stdout(pipe):
        result = workshop("unplant")

    assert result == Result(1, "", "")


def test_an_invalid_argument_elsewhere_is_a_mistake_of_ours(
    workshop: Command, pipe: PipeOfWindows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The traceback says where."""
    monkeypatch.setattr(sys, "platform", "linux")

    with redirect_stdout(pipe), pytest.raises(OSError, match="Invalid argument"):
        workshop("unplant")


def test_another_error_of_the_system_is_not_about_the_output(
    workshop: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It's a mistake of ours, and the traceback says where."""

    def fail() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "file")

    monkeypatch.setattr(mutants, "find_catalogue", fail)

    with pytest.raises(PermissionError):
        workshop("unplant")
