"""A refusal by the machine becomes a sentence that blames no test."""

import errno
import tempfile
from pathlib import Path

import pytest

from workshop.errors import machine_error


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device", "/var/x/file"),
            f"no space left in {Path('/var/x')}: free some, then try again",
            id="a full disk",
        ),
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device"),
            f"no space left in {tempfile.gettempdir()}: free some, then try again",
            id="a full disk, no file known",
        ),
        pytest.param(
            PermissionError(errno.EACCES, "Permission denied", "/var/x"), "/var/x: Permission denied", id="no"
        ),
        pytest.param(OSError("odd"), f"{tempfile.gettempdir()}: odd", id="an error without a number"),
    ],
)
def test_machine_error_says_what_and_where(error: OSError, message: str) -> None:
    """It names the file or folder, and what to do if that is known."""
    assert f"{machine_error(error)}" == message
