"""The learner's files, one folder per exercise, and the record of the last verdict on each."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from workshop.course.conftest_file import CONFTEST_FILE, conftest_text, renumbered_conftest
from workshop.course.exercise import START, Exercise
from workshop.course.exercise_folders import as_argument, is_there
from workshop.course.suite_files import find_files, has_tests, read_suite
from workshop.errors import UsageError, machine_errors, write_error
from workshop.invocation import command
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import JudgedTest, Verdict

ANSWERS = "answers"
RECORD = ".verdict.json"


@dataclass(frozen=True)
class Record:
    """The last verdict on the learner's tests, and the number of hints given so far about each topic.

    `digest` changes when the tests or the exercise change. `killed` has the names of mutants, and `to_fix` the
    disqualified tests, with the evidence alone. `error` says why the tests can't be run, "" if they can.
    """

    digest: str = ""
    is_done: bool = False
    killed: tuple[str, ...] = ()
    to_fix: tuple[JudgedTest, ...] = ()
    error: str = ""
    hints: Mapping[str, int] = field(default_factory=dict)


class Answers:
    """The learner's files, in the folder `answers` of a course."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, exercise: Exercise) -> Path:
        """Return the folder of the learner's files for an exercise."""
        return self.root / ANSWERS / exercise.name

    def file(self, exercise: Exercise) -> Path:
        """Return the path of the learner's tests, the first file if there are several; it may not exist yet."""
        usual = self.folder(exercise) / exercise.test_file
        return usual if is_there(usual) else next(iter(self._files_with_tests(exercise)), usual)

    def is_started(self, exercise: Exercise) -> bool:
        """Return whether the learner has a file of tests for an exercise, under any name that pytest collects."""
        return bool(self._files_with_tests(exercise))

    def begin(self, exercise: Exercise) -> Path:
        """Return the path of the learner's tests, copied from the exercise's start unless it exists.

        Also writes the `conftest.py` that lets plain pytest run them.
        """
        file, conftest = self.file(exercise), self.folder(exercise) / CONFTEST_FILE
        if not self.is_started(exercise):
            self._write(file, exercise.read(START).encode(), is_new=True)
        if not conftest.exists():
            self._write(conftest, conftest_text(exercise, self.folder(exercise)).encode())
        return file

    def read(self, exercise: Exercise) -> SuiteFiles:
        """Return the learner's suite, all files of it.

        Raises MachineError if a file can't be read, and UsageError if there's none or too much of it.
        """
        self._require_tests(exercise)
        with machine_errors():
            return read_suite(self.folder(exercise), follow_links=True)

    def reset(self, exercise: Exercise) -> list[Path]:
        """Replace the learner's suite with the start, and return the paths of the copies that keep all its files.

        The `conftest.py` stays if it's the one that `begin` has written. Raises UsageError if there's nothing to keep,
        and MachineError if a file can't be renamed or written; then the files are as they were.
        """
        self._require_tests(exercise)
        with machine_errors(), ExitStack() as undo:
            files = [path for path in self._files(exercise) if not self._is_our_conftest(exercise, path)]
            numbers = (number for number in range(1, 10_000) if not any(_copy(path, number).exists() for path in files))
            number = next(numbers)
            copies = [_copy(path, number) for path in files]
            for path, copy in zip(files, copies, strict=True):
                path.rename(copy)
                undo.callback(copy.replace, path)
            undo.callback(self.file(exercise).unlink, missing_ok=True)
            self.begin(exercise)
            undo.pop_all()
        return copies

    def renumber(self, exercise: Exercise, earlier: Path) -> None:
        """Rename a folder of answers to an exercise that has had another number; the record in it stays valid.

        Its `conftest.py` leads to the exercise again. Raises OSError if the folder can't be renamed.
        """
        folder = self.folder(exercise)
        earlier.rename(folder)
        record, checked_at = self.record(exercise), self.checked_at(exercise)
        conftest = folder / CONFTEST_FILE
        if conftest.exists():
            self._write(conftest, renumbered_conftest(conftest.read_bytes(), exercise, earlier.name, folder))
        if record:
            self.save_record(exercise, replace(record, digest=digest(exercise, self.read(exercise))))
            os.utime(folder / RECORD, (checked_at, checked_at))

    def _require_tests(self, exercise: Exercise) -> None:
        if not self.is_started(exercise):
            step = command(f"check {as_argument(self.root, exercise.folder)}")
            raise UsageError(f"there are no tests in {self.folder(exercise)}; run `{step}` to begin")

    def _files(self, exercise: Exercise) -> list[Path]:
        with machine_errors():
            return find_files(self.folder(exercise), follow_links=True)

    def _files_with_tests(self, exercise: Exercise) -> list[Path]:
        """Return the files that pytest collects, those beside each other first."""
        found = [path for path in self._files(exercise) if has_tests(path.name)]
        return sorted(found, key=lambda path: (len(path.parts), path))

    def _is_our_conftest(self, exercise: Exercise, path: Path) -> bool:
        is_conftest = path == self.folder(exercise) / CONFTEST_FILE
        return is_conftest and path.read_bytes() == conftest_text(exercise, self.folder(exercise)).encode()

    def record(self, exercise: Exercise) -> Record | None:
        """Return the record of the learner's current tests, None if they have changed since the last check."""
        record = self._last(exercise)
        is_known = record and self.is_started(exercise) and record.digest == digest(exercise, self.read(exercise))
        return record if is_known else None

    def checked_at(self, exercise: Exercise) -> float:
        """Return the time of the last check or hint in seconds since the epoch, 0 if there was none."""
        with suppress(OSError):
            return (self.folder(exercise) / RECORD).stat().st_mtime
        return 0.0

    def save_verdict(self, exercise: Exercise, suite: SuiteFiles, verdict: Verdict, error: str = "") -> None:
        """Record a verdict on a suite, with its `error` as the learner saw it, and keep the number of hints given."""
        to_fix = tuple(JudgedTest(test.name, test.status, test.evidence, kills=()) for test in verdict.to_fix)
        hints = self.given_hints(exercise)
        record = Record(digest(exercise, suite), verdict.is_done, verdict.killed, to_fix, error, hints)
        self.save_record(exercise, record)

    def save_record(self, exercise: Exercise, record: Record) -> None:
        """Write the record of an exercise; raises MachineError if it can't be written."""
        self._write(self.folder(exercise) / RECORD, f"{json.dumps(asdict(record), indent=2)}\n".encode())

    def given_hints(self, exercise: Exercise) -> Mapping[str, int]:
        """Return how many hints the learner has had about each topic, whatever has changed since."""
        last = self._last(exercise)
        return last.hints if last else {}

    def save_hint(self, exercise: Exercise, topic: str, number: int) -> None:
        """Record that the learner has had this many hints about a topic; raises MachineError if it can't be written."""
        record = self._last(exercise) or Record()
        self.save_record(exercise, replace(record, hints={**record.hints, topic: number}))

    def _last(self, exercise: Exercise) -> Record | None:
        try:
            text = (self.folder(exercise) / RECORD).read_text(encoding="utf-8")
            values = {"to_fix": (), **json.loads(text)}  # an earlier version wrote none
            to_fix = tuple(JudgedTest(**test) for test in values["to_fix"])
            known = {"killed": tuple(values["killed"]), "to_fix": to_fix, "hints": dict(values["hints"])}
            return Record(**values | known)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _write(self, file: Path, contents: bytes, *, is_new: bool = False) -> None:
        """Write a file atomically; with `is_new`, fail rather than overwrite one."""
        new = file if is_new else file.with_name(f"{file.name}.new")
        opened = False
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with new.open("xb" if is_new else "wb") as written:
                opened = True
                written.write(contents)
            new.replace(file)
        except OSError as error:
            if opened:
                new.unlink(missing_ok=True)  # it isn't complete
            raise write_error(file.parent, error, "; work in a copy of the project that you own") from None


def _copy(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name}.kept-{number}")


def digest(exercise: Exercise, suite: SuiteFiles) -> str:
    """Return a text that changes when a suite or what judges it in its exercise does."""
    texts = [part for name, text in suite.items() for part in (os.fsencode(name), text)]
    return hashlib.sha256(b"\0".join([*texts, exercise.sources])).hexdigest()
