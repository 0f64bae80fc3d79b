"""Unpacks what a learner hands in, within limits; whatever is wrong with it is that learner's error."""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from workshop.errors import UsageError, machine_error
from workshop.grading.archive_format import BROKEN, is_archive, open_archive
from workshop.grading.entries import Entry, IsKnown, without_outer_folders
from workshop.reports.printable import printable

MAX_BYTES = 20_000_000  # that one learner may hand in, unpacked
MAX_FILES = 2_000
CHUNK = 100_000  # bytes that are unpacked at once
OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EROFS, errno.EIO}


@contextmanager
def learners_errors() -> Iterator[None]:
    """Turn what a bad archive or a bad name raises into UsageError, and what the machine refuses into MachineError."""
    try:
        yield
    except BROKEN as error:
        raise UsageError(f"the archive can't be read: {printable(f'{error}')}") from None
    except OSError as error:
        if error.errno in OF_THE_MACHINE:
            raise machine_error(error) from None
        raise UsageError(f"it can't be unpacked: {error.strerror or error}") from None


class Unpacker:
    """Unpacks into one folder all that a learner hands in. What comes later replaces files of the same name.

    `is_known` returns whether a folder with a name may have tests in it.
    """

    def __init__(self, folder: Path, is_known: IsKnown) -> None:
        self.folder = folder
        self._is_known = is_known
        self._files = 0
        self._bytes = 0
        folder.mkdir()

    def add(self, entries: Iterable[Entry]) -> bool:
        """Write entries; one at the top that's an archive is unpacked there too. Return whether files were replaced.

        Raises UsageError if an entry is unsafe or can't be read, or if that's more than a learner may hand in, and
        MachineError if there's no space.
        """
        before = {path for path in self.folder.rglob("*") if path.is_file()}
        written: set[Path] = set()
        with learners_errors():
            for entry in _safe(entries):
                if is_archive(entry):
                    with TemporaryFile() as file:
                        self._copy(entry, file)
                        with open_archive(file) as found:
                            inner = without_outer_folders(found, self._is_known)
                            written.update(map(self._write, _safe(inner)))
                else:
                    written.add(self._write(entry))
        return bool(before & written)

    def _write(self, entry: Entry) -> Path:
        path = self.folder.joinpath(*entry.parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            self._copy(entry, file)
        return path

    def _copy(self, entry: Entry, file: IO[bytes]) -> None:
        self._files += 1
        with entry.open() as source:
            while chunk := source.read(CHUNK):
                self._bytes += len(chunk)
                self._check()
                file.write(chunk)
        self._check()

    def _check(self) -> None:
        if self._bytes > MAX_BYTES or self._files > MAX_FILES:
            limits = f"more than {MAX_BYTES:,} bytes or {MAX_FILES:,} files"
            raise UsageError(f"unpacked it has {limits}: hand in the tests only")


def _safe(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries up to one that must not be unpacked; raises UsageError there."""
    for entry in entries:
        if entry.problem:
            raise UsageError(entry.problem)
        yield entry
