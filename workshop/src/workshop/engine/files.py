"""Files that tests may have written to, and the space that is left for more."""

import errno
import shutil
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

from workshop.engine.limits import LEAST_SPACE
from workshop.errors import machine_error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, by path; raises OSError if one can't be written."""
    for name, contents in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents)


def empty_folder(folder: Path) -> None:
    """Remove everything in a folder; of a link, only the link. Raises OSError if something can't be removed.

    Folders may be nested so deep that `shutil.rmtree` exceeds the recursion limit, and the system finds their paths too
    long: those below a folder are moved up before it's removed.
    """
    while entries := [*folder.iterdir()]:
        for entry in entries:
            if _is_folder(entry):
                for below in entry.iterdir():
                    if _is_folder(below):
                        below.rename(folder / token_hex())
                    else:
                        below.unlink()
                entry.rmdir()
            else:
                entry.unlink()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def check_space(folder: Path) -> None:
    """Raise MachineError if there's so little space left where a folder is that tests may fail because of it."""
    if shutil.disk_usage(folder).free < LEAST_SPACE:
        raise machine_error(OSError(errno.ENOSPC, "", f"{folder}"))
