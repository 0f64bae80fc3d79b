"""The learner's own files, one folder an exercise, and what is known of them."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from workshop.course.exercise import START, Exercise
from workshop.errors import MachineError
from workshop.judging.verdict import Verdict

ANSWERS = "answers"
RECORD = ".verdict.json"
CONFTEST = '''"""Lets plain pytest find the program of this exercise. Made by `workshop`, which does not need it."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / {path!r}))
'''
CONFTEST_WITH_REDIS = (
    CONFTEST
    + '''

def pytest_configure(config):
    """Start a Redis server, whose address the tests find in REDIS_URL."""
    import os
    from contextlib import ExitStack

    from workshop.engine.redis import empty_database, serve_redis

    stack = ExitStack()
    config.add_cleanup(stack.close)
    os.environ["REDIS_URL"] = empty_database(stack.enter_context(serve_redis()).port, number=0)
'''
)


@dataclass(frozen=True)
class Record:
    """What the last verdict on the learner's tests was, and how many hints have been given, by what they are about.

    `digest` tells whether the tests or the exercise have changed since. Mutants are known by their names.
    """

    digest: str = ""
    is_done: bool = False
    killed: tuple[str, ...] = ()
    hints: Mapping[str, int] = field(default_factory=dict)


class Answers:
    """The learner's files below the folder `answers` of a project."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, exercise: Exercise) -> Path:
        """Return where the files for an exercise are."""
        return self.root / ANSWERS / exercise.name

    def file(self, exercise: Exercise) -> Path:
        """Return the file of the learner's tests, which may not be there yet."""
        return self.folder(exercise) / exercise.test_file

    def begin(self, exercise: Exercise) -> Path:
        """Return the file of the learner's tests, made of the exercise's start if it is not there yet.

        Beside it stands what lets plain pytest run them.
        """
        file, conftest = self.file(exercise), self.folder(exercise) / "conftest.py"
        if not file.exists():
            self._write(file, exercise.read(START), is_new=True)
        if not conftest.exists():
            relative = os.path.relpath(exercise.folder, self.folder(exercise))
            text = CONFTEST_WITH_REDIS if exercise.needs_redis else CONFTEST
            self._write(conftest, text.format(path=Path(relative).as_posix()))
        return file

    def read(self, exercise: Exercise) -> bytes:
        """Return the learner's tests; raises AnswersError where they cannot be read."""
        file = self.file(exercise)
        try:
            return file.read_bytes()
        except OSError as error:
            raise MachineError(f"{file}: {error.strerror}") from None

    def reset(self, exercise: Exercise) -> Path:
        """Put the start in place of the learner's tests, and return the copy that is kept of them."""
        file = self.file(exercise)
        kept = (file.with_name(f"{file.name}.kept-{number}") for number in range(1, 10_000))
        copy = next(path for path in kept if not path.exists())
        try:
            file.rename(copy)
        except OSError as error:
            raise MachineError(f"{file}: {error.strerror}") from None
        self.begin(exercise)
        return copy

    def record(self, exercise: Exercise) -> Record | None:
        """Return what is known of the learner's tests as they are; None if they were not checked since they changed."""
        record = self._last(exercise)
        is_known = record and self.file(exercise).exists() and record.digest == _digest(exercise, self.read(exercise))
        return record if is_known else None

    def checked_at(self, exercise: Exercise) -> float:
        """Return when the learner's tests were checked last, or a hint was given, in seconds; 0 for never."""
        record = self.folder(exercise) / RECORD
        return record.stat().st_mtime if record.exists() else 0.0

    def note(self, exercise: Exercise, suite: bytes, verdict: Verdict) -> None:
        """Note a verdict on tests with this text; which hints have been given stays known."""
        last = self._last(exercise)
        hints = last.hints if last else {}
        self.keep(exercise, Record(_digest(exercise, suite), verdict.is_done, verdict.killed, hints))

    def keep(self, exercise: Exercise, record: Record) -> None:
        """Keep what is known."""
        self._write(self.folder(exercise) / RECORD, json.dumps(asdict(record), indent=2) + "\n")

    def _last(self, exercise: Exercise) -> Record | None:
        try:
            values = json.loads((self.folder(exercise) / RECORD).read_text(encoding="utf-8"))
            return Record(**values | {"killed": tuple(values["killed"]), "hints": dict(values["hints"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _write(self, file: Path, text: str, *, is_new: bool = False) -> None:
        """Write a file in place of the old one, at once; one that is to be new is not written over another."""
        new = file if is_new else file.with_name(f"{file.name}.new")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with new.open("x" if is_new else "w", encoding="utf-8", newline="\n") as written:
                written.write(text)
            new.replace(file)
        except OSError as error:
            message = f"{file.parent} cannot be written: {error.strerror}. Work in a copy of the project that is yours."
            raise MachineError(message) from None


def _digest(exercise: Exercise, suite: bytes) -> str:
    files = [path for path in exercise.folder.rglob("*.*") if path.suffix in (".py", ".toml")]
    texts = [suite, *(path.read_bytes() for path in sorted(files))]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()
