"""Files that tests may have written to, and the space that is left for more."""

import errno
import shutil
from pathlib import Path

from workshop.engine.limits import LEAST_SPACE
from workshop.errors import machine_error


def empty_folder(folder: Path) -> None:
    """Remove everything in a folder; of a link, only the link. Raises OSError if something can't be removed."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def check_space(folder: Path) -> None:
    """Raise MachineError if there's so little space left where a folder is that tests may fail because of it."""
    if shutil.disk_usage(folder).free < LEAST_SPACE:
        raise machine_error(OSError(errno.ENOSPC, "", f"{folder}"))
