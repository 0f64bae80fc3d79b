"""The errors that end a command with a message instead of a verdict; each name says whose error it is."""

import errno
import tempfile
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
    """Return what to tell the user if the machine refuses something; no test is to blame for that."""
    where = error.filename or tempfile.gettempdir()
    if error.errno in FULL:
        return write_error(Path(where).parent, error)
    return MachineError(f"{where}: {error.strerror or error}")
