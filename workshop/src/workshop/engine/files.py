"""Files that tests may have read or written to, and the space that is left for more."""

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from time import time_ns

from workshop.engine.limits import LEAST_SPACE
from workshop.errors import machine_error

YEAR = 365 * 24 * 3600 * 10**9  # nanoseconds


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, by path; raises OSError if one can't be written."""
    for name, contents in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents)


def keep_access_times(folder: Path) -> None:
    """Have the files and folders from `folder` down keep their times of access, which would tell who has read what.

    They become times in the future: such a one isn't changed by reading, unless the file system is mounted with the
    option `strictatime`. Times of what belongs to others stay as they are.
    """
    future = time_ns() + YEAR
    for path in (folder, *folder.rglob("*")):
        with suppress(OSError):
            os.utime(path, ns=(future, path.stat().st_mtime_ns))


def copy_folder(source: Path, target: Path, *left_out: str) -> None:
    """Copy a folder into one that may exist, without what matches one of the patterns `left_out`.

    Raises the first OSError, whereas `shutil.copytree` raises one with the texts of all.
    """
    errors: list[OSError] = []

    def copy(file: str, copied: str) -> None:
        try:
            shutil.copy2(file, copied)
        except OSError as error:
            errors.append(error)
            raise

    ignored = shutil.ignore_patterns(*left_out)
    try:
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=ignored, copy_function=copy)
    except OSError as error:
        raise (errors or [error])[0] from None


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
