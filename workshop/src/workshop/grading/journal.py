"""The journal of a class: each grade is written down as soon as it's ready, so that no crash loses it."""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Self

from workshop.engine.codec import ProtocolError, decode, encode
from workshop.errors import MachineError, UsageError, WorkshopError
from workshop.grading.file_lock import lock
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import Verdict

VERSION = 2  # of the form of an entry: it's raised by any change of it
OPTIONS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)  # which is for Windows


@dataclass(frozen=True)
class JournalEntry:
    """A verdict on a learner's suite; the fingerprint differs if anything does that a verdict depends on.

    `files` are the digests of the suite's files by name, `version` is that of the form of an entry.
    """

    learner: str
    exercise: str
    fingerprint: str
    verdict: Verdict
    seconds: float
    files: Mapping[str, str] = field(default_factory=dict)
    version: int = VERSION


def file_digests(suite: SuiteFiles) -> dict[str, str]:
    """Return the digest of each file of a suite by name."""
    return {name: hashlib.sha256(text).hexdigest() for name, text in sorted(suite.items())}


def fingerprint(suite: SuiteFiles, *others: str) -> str:
    """Return what tells a suite from any other, from its files and from what else its verdict depends on."""
    parts = [os.fsencode(text) for text in others]
    parts += [part for name, text in sorted(suite.items()) for part in (os.fsencode(name), text)]
    return hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()


def open_journal(path: Path, *, resume: bool | None) -> "Journal":
    """Return the journal of a run that takes over an earlier one's grades, or with False doesn't.

    With None, there must be no grades to take over: raises UsageError if there are.
    """
    journal = Journal(path)
    count = 0 if resume is False else journal.read()
    if resume is None and count:
        left = f"an interrupted run left {count} grade{'s' * (count > 1)} in {path}"
        raise UsageError(f"{left}: go on from there with --resume, or grade everything again with --restart")
    return journal


class Journal:
    """A file with an entry a line, in the order in which they were ready; use it as a context to append to it.

    Every entry is on the disk before the next one comes, and only its place is kept in memory: a class may be large. A
    line that was torn by a crash is ignored. Only one run at a time can append.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places: dict[tuple[str, str], int] = {}  # where an entry begins, by learner and fingerprint
        self._sound: dict[str, int] = {}  # the same for those without an error, by fingerprint
        self._graded = set[tuple[str, str]]()  # the learner and the exercise of each
        self._size = 0  # in bytes, without a torn last line
        self._is_read = False  # whether an earlier run's entries are taken over
        self._file: int | None = None  # its descriptor
        self._lock = Lock()  # several threads append

    def read(self) -> int:
        """Read the entries of an earlier run, and return how many there are.

        Raises MachineError if the file can't be read, and UsageError if another version of this tool has written it.
        """
        self._places, self._sound, self._graded, self._size, self._is_read = {}, {}, set(), 0, True
        try:
            lines = self.path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise MachineError(f"{self.path} can't be read: {error.strerror}") from None
        for line in (each for each in lines if each.endswith(b"\n")):
            with suppress(UnicodeDecodeError):
                self._read_line(line.decode())
            self._size += len(line)
        return len(self._places)

    def _read_line(self, line: str) -> None:
        try:
            self._remember(decode(line, JournalEntry))
        except ProtocolError:
            if _is_of_another_version(line):
                why = f"another version of workshop has written {self.path}, and its grades can't be taken over"
                raise UsageError(f"{why}: go on with that version, or grade everything again with --restart") from None

    def __enter__(self) -> Self:
        """Open the file to append to it; if it has been read, what's in it by now is kept, and otherwise dropped.

        Raises UsageError if another run appends to it, and MachineError if that isn't possible.
        """
        try:
            self._file = os.open(self.path, OPTIONS, mode=0o600)
            if not lock(self._file):
                raise UsageError(f"another run writes to {self.path} at the moment; wait for its end")
            if self._is_read:
                self.read()  # another run may have written to it until now
            os.ftruncate(self._file, self._size)
        except OSError as error:
            self.__exit__()
            raise self._error(error) from None
        except WorkshopError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def find(self, learner: str, fingerprint: str) -> JournalEntry | None:
        """Return the entry for a learner's suite, if any, or else one for a suite of another learner that's the same.

        An error isn't taken over from anyone else: it may have been bad luck.
        """
        with self._lock:
            place = self._places.get((learner, fingerprint), self._sound.get(fingerprint))
            entry = None if place is None else self._entry_at(place)
            return entry if entry and entry.fingerprint == fingerprint else None  # somebody may have changed the file

    def _entry_at(self, place: int) -> JournalEntry | None:
        with suppress(OSError, UnicodeDecodeError, ProtocolError), self.path.open("rb") as file:
            file.seek(place)
            return decode(file.readline().decode(), JournalEntry)
        return None

    def graded(self) -> set[tuple[str, str]]:
        """Return the learner and the exercise of each entry."""
        with self._lock:
            return {*self._graded}

    def append(self, entry: JournalEntry) -> None:
        """Write an entry that isn't there yet, unless the context has ended; raises MachineError if that fails."""
        with self._lock:
            if self._file is None or (entry.learner, entry.fingerprint) in self._places:
                return
            line = encode(entry).encode()
            try:
                written = 0
                while written < len(line):
                    written += os.write(self._file, line[written:])
                os.fsync(self._file)
            except OSError as error:
                with suppress(OSError):
                    os.ftruncate(self._file, self._size)  # without what's left of the line
                raise self._error(error) from None
            self._remember(entry)
            self._size += len(line)

    def _remember(self, entry: JournalEntry) -> None:
        """Remember an entry that begins where the file ends."""
        self._places[entry.learner, entry.fingerprint] = self._size
        self._graded.add((entry.learner, entry.exercise))
        if not entry.verdict.error:
            self._sound[entry.fingerprint] = self._size

    def remove(self) -> None:
        """Remove the file, and end the context: all grades are written elsewhere.

        It's locked for as long as it's there, so it never belongs to another run.
        """
        if sys.platform == "win32":
            self.__exit__()  # an open file can't be removed there
        self.path.unlink(missing_ok=True)
        self.__exit__()

    def _error(self, error: OSError) -> MachineError:
        return MachineError(f"{self.path} can't be written: {error.strerror}")


def _is_of_another_version(line: str) -> bool:
    """Return whether a line that can't be decoded is an entry of another form; anything else is damage."""
    with suppress(ValueError, RecursionError):
        match json.loads(line):
            case ["JournalEntry", {"fingerprint": str(), **others}]:
                return others.get("version") != VERSION
    return False
