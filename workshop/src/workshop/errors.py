"""The errors that end a command with a message instead of a verdict; each name says whose error it is."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT)


class WorkshopError(Exception):
    """The command ends here; the message says what happened, where, and what to do."""


class AuthorError(WorkshopError):
    """A catalogue or an exercise is wrong."""


class UsageError(WorkshopError):
    """The user asked for something that can't be done."""


class NotYetError(UsageError):
    """The learner asked for something that is shown only later."""


class MachineError(WorkshopError):
    """The machine refuses something, such as writing a file."""


class EngineError(WorkshopError):
    """Tests can't be run at all; the message is that of pytest."""


class CancelledError(Exception):
    """Another thread has cancelled the work."""


def write_error(folder: Path, error: OSError, advice: str = "") -> MachineError:
    """Return what to tell the user if a folder can't be written; `advice` is for other reasons than a full disk."""
    if error.errno in FULL:
        return MachineError(f"no space left in {folder}: free some, then try again")
    return MachineError(f"{folder} can't be written: {error.strerror or error}{advice}")


def machine_error(error: OSError) -> MachineError:
    """Return what to tell the user if the machine refuses something; no test is to blame for that.

    An error of a file that's already open doesn't name it; such files of ours are temporary ones.
    """
    try:
        where = error.filename or tempfile.gettempdir()
    except FileNotFoundError:  # it tries to write to all that come into question
        return MachineError("no folder for temporary files can be written: free some space, or set TMPDIR to another")
    if error.errno in FULL:
        return write_error(Path(where).parent if error.filename else Path(where), error)
    return MachineError(f"{where}: {error.strerror or error}")


@contextmanager
def machine_errors() -> Iterator[None]:
    """Turn what the machine refuses in this context into MachineError."""
    try:
        yield
    except OSError as error:
        raise machine_error(error) from None
