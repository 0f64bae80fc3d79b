"""What's in an archive or a folder that someone else has made: names that can't be trusted, and contents."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from workshop.course.suite_files import LEFT_OUT
from workshop.reports.printable import printable

NEVER_TESTS = (*LEFT_OUT, "__MACOSX")  # macOS writes such a folder into archives
DRIVE = re.compile(r"[A-Za-z]:")  # of Windows
ENCRYPTED = 0x1  # the flag of an entry

IsKnown = Callable[[str], bool]  # takes the name of a folder: may there be tests in it?


@dataclass(frozen=True)
class Entry:
    """A file: the parts of its path, and what opens it. If there's a `problem`, it must not be unpacked."""

    parts: tuple[str, ...]
    open: Callable[[], IO[bytes]]
    problem: str = ""

    @property
    def is_zip(self) -> bool:
        """Whether it's an archive at the top, by its name."""
        return len(self.parts) == 1 and is_zip_name(self.parts[0])


def is_zip_name(name: str) -> bool:
    """Return whether a file with this name is an archive."""
    return name.lower().endswith(".zip")


def is_left_out(name: str) -> bool:
    """Return whether a file or a folder with this name is never part of a suite, such as `.git`."""
    return any(fnmatch(name, pattern) for pattern in NEVER_TESTS)


def zip_entries(archive: ZipFile) -> list[Entry]:
    """Return the files of an archive, without those that are never part of a suite."""
    return [entry for info in archive.infolist() if not info.is_dir() and (entry := _zip_entry(archive, info))]


def folder_entries(folder: Path, above: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield the files in a folder, without links and what's never part of a suite; raises OSError if that fails."""
    with os.scandir(folder) as found:
        inside = sorted(found, key=lambda each: each.name)
    for each in inside:
        parts = (*above, each.name)
        if is_left_out(each.name):
            continue
        if each.is_dir(follow_symlinks=False):
            yield from folder_entries(Path(each.path), parts)
        elif each.is_file(follow_symlinks=False):
            yield Entry(parts, _opener(Path(each.path)))


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def levels(entries: list[Entry], is_known: IsKnown) -> Iterator[list[Entry]]:
    """Yield entries, then again without the folder that all of them are in, and so on, up to one that's known."""
    yield entries
    while len({entry.parts[0] for entry in entries}) == 1:
        if is_known(entries[0].parts[0]) or any(len(entry.parts) == 1 for entry in entries):
            break
        entries = [replace(entry, parts=entry.parts[1:]) for entry in entries]
        yield entries


def top_names(entries: Iterable[Entry]) -> tuple[set[str], set[str]]:
    """Return the names of the files and those of the folders at the top; entries with a problem don't count."""
    safe = [entry.parts for entry in entries if not entry.problem]
    return {parts[0] for parts in safe if len(parts) == 1}, {parts[0] for parts in safe if len(parts) > 1}


def without_outer_folders(entries: list[Entry], is_known: IsKnown) -> list[Entry]:
    """Return entries without the folders that all of them are in, up to one that's known."""
    *_, last = levels(entries, is_known)
    return last


def _zip_entry(archive: ZipFile, info: ZipInfo) -> Entry | None:
    name = info.filename.replace("\\", "/")  # as some programs write them on Windows
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    problem = ""
    if name.startswith("/") or any(map(DRIVE.match, parts)):
        problem = "is an absolute path"
    elif ".." in parts:
        problem = "leads out of the archive"
    elif not parts or any(map(is_left_out, parts)):
        return None
    elif stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        problem = "is a link, or no regular file"
    elif info.flag_bits & ENCRYPTED:
        problem = "is encrypted"
    elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others are unpacked at once, however large they get
        problem = "is compressed in an unusual way"
    return Entry(parts, partial(archive.open, info), f"{printable(name)} in the archive {problem}" if problem else "")
