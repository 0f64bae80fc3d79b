"""A file that a class's results are written to: as a whole, or not at all."""

import os
import shutil
from pathlib import Path

from workshop.errors import MachineError

DEVICES = (Path("/dev"), Path("/dev/fd"))  # not those below them, such as /dev/shm, which has ordinary files


class ResultFile:
    """A file for results. It's written beside the old one and renamed, so there is always a complete one.

    A pipe or a device, such as /dev/null, can only be written directly: `is_device` says so.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_device = path.absolute().parent in DEVICES or (path.exists() and not path.is_file())
        self._target = path if self.is_device else Path(os.path.realpath(path))  # of a link, what it leads to

    @property
    def is_there(self) -> bool:
        """Whether there's an old file."""
        return not self.is_device and self._target.exists()

    def beside(self, suffix: str) -> Path:
        """Return the path of a file beside it, or in the current folder if it's a device."""
        return Path(f"{self.path.name}{suffix}") if self.is_device else self.path.with_name(self.path.name + suffix)

    def check(self) -> None:
        """Raise MachineError if it can't be written: the old one must be open to changes, and its folder too."""
        if self.is_device and not self._target.is_dir() and os.access(self._target, os.W_OK):
            return
        try:
            if self._target.is_file():
                self._target.open("ab").close()  # as it can't be on Windows while another program has it open
            self._open_new().unlink()
        except OSError as error:
            raise self._error(error) from None

    def write(self, text: str) -> None:
        """Write it; raises MachineError if that fails, and then an old file is as it was."""
        data = text.encode(errors="backslashreplace")
        try:
            if self.is_device:
                self._target.write_bytes(data)
                return
            new = self._open_new()
            with new.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._target)
        except OSError as error:
            raise self._error(error) from None

    def _open_new(self) -> Path:
        """Create the file beside it, with the permissions of the old one, and return its path."""
        if self._target.is_dir():
            raise IsADirectoryError(0, "it's a folder")
        new = self._target.with_name(self._target.name + ".new")
        new.touch()
        if self._target.exists():
            shutil.copymode(self._target, new)
        return new

    def _error(self, error: OSError) -> MachineError:
        return MachineError(f"{self.path} can't be written: {error.strerror}")
