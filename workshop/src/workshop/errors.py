"""The errors that end a command with a message instead of a verdict; each name says whose error it is."""

import errno
import tempfile
from pathlib import Path


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


def machine_error(error: OSError) -> MachineError:
    """Return what to tell the user if the machine refuses something; no test is to blame for that."""
    where = error.filename or tempfile.gettempdir()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return MachineError(f"no space left in {Path(where).parent}: free some, then try again")
    return MachineError(f"{where}: {error.strerror or error}")
