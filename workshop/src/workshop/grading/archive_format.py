"""The format of the archives that learners hand in, which is zip. Names in an archive can't be trusted."""

import re
import stat
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from workshop.grading.entries import Entry, is_left_out
from workshop.reports.printable import printable

BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)  # what a bad archive raises
DRIVE = re.compile(r"[A-Za-z]:")  # of Windows
ENCRYPTED, UTF_8 = 0x1, 0x800  # flags of an entry
DEEPEST = 50  # parts of a path
LONGEST = 200  # characters of a path that a message shows


def is_archive_name(name: str) -> bool:
    """Return whether a file with this name is an archive."""
    return name.lower().endswith(".zip")


def is_archive(entry: Entry) -> bool:
    """Return whether it's an archive at the top, by its name."""
    return len(entry.parts) == 1 and is_archive_name(entry.parts[0])


@contextmanager
def open_archive(file: Path | IO[bytes]) -> Iterator[list[Entry]]:
    """Yield the files of an archive, without those that are never part of a suite; raises one of `BROKEN`, or OSError.

    Opening an entry meanwhile may raise the same errors.
    """
    with ZipFile(file) as archive:
        yield [entry for info in archive.infolist() if (entry := _entry(archive, info))]


def _entry(archive: ZipFile, info: ZipInfo) -> Entry | None:
    name = _name(info).replace("\\", "/")  # as some programs write them on Windows
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    if not parts or name.endswith("/"):  # a folder
        return None
    problem = ""
    if name.startswith("/") or any(map(DRIVE.match, parts)):
        problem = "is an absolute path"
    elif ".." in parts:
        problem = "leads out of the archive"
    elif any(map(is_left_out, parts)):
        return None
    elif len(parts) > DEEPEST:
        problem = "is in too many folders inside each other"
    elif stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        problem = "is a link, or no regular file"
    elif info.flag_bits & ENCRYPTED:
        problem = "is encrypted"
    elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others are unpacked at once, however large they get
        problem = "is compressed in an unusual way"
    if problem:
        problem = f"{printable(name[:LONGEST])} in the archive {problem}"
    return Entry(parts[:DEEPEST], partial(archive.open, info), problem)


def _name(info: ZipInfo) -> str:
    """Return the name of an entry, in composed form. macOS writes UTF-8 without the flag, and decomposes names."""
    name = info.filename
    if not info.flag_bits & UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return unicodedata.normalize("NFC", name)
