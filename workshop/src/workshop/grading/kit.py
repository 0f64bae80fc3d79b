"""The exercises that a class is graded on, read once: what happens to their files meanwhile changes no grade."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from workshop.course.exercise import Exercise, read_exercise
from workshop.engine.files import copy_folder
from workshop.errors import AuthorError, write_error
from workshop.grading.journal import fingerprint
from workshop.judging.session import SuiteFiles, Task
from workshop.temporary import temporary_folder

IGNORED = ("__pycache__", ".*", "*.pyc")


@dataclass(frozen=True)
class Kit:
    """Copies of the exercises, with what judging takes, and the files of each and their digest, by its name."""

    exercises: tuple[Exercise, ...]
    tasks: Mapping[str, Task]
    files: Mapping[str, SuiteFiles]
    digests: Mapping[str, str]
    _folders: tuple[Path, ...]
    _files: Mapping[Path, str]

    def changed(self) -> list[Path]:
        """Return the files of the original exercises that were changed, added or removed since they were read."""
        now = _file_digests(self._folders)
        return sorted(path for path in {*self._files, *now} if self._files.get(path) != now.get(path))


def test_files(folders: list[Path]) -> set[str]:
    """Return the names of the test files of the exercises in these folders, as far as they can be read."""
    names = set()
    for folder in folders:
        with suppress(AuthorError):
            names.add(read_exercise(folder).test_file)
    return names


@contextmanager
def read_kit(folders: list[Path]) -> Iterator[Kit]:
    """Read the exercises in these folders, for as long as the context lasts.

    Raises AuthorError if a file is missing or malformed, and MachineError if there's no space for copies.
    """
    originals = tuple(dict.fromkeys(folders))
    for folder in originals:
        read_exercise(folder).task()  # an error names the author's own file
    with temporary_folder("exercises") as name:
        files = _file_digests(originals)
        try:
            copies = [_copy(folder, Path(name).resolve() / f"{number}") for number, folder in enumerate(originals)]
        except OSError as error:
            raise write_error(Path(name), error) from None
        exercises = tuple(read_exercise(copy) for copy in copies)
        hidden = tuple(dict.fromkeys(folder.resolve().parent for folder in originals))
        contents = {exercise.name: folder_files(exercise.folder) for exercise in exercises}
        yield Kit(
            exercises,
            tasks={exercise.name: replace(exercise.task(), hidden=hidden) for exercise in exercises},
            files=contents,
            digests={name: fingerprint(own) for name, own in contents.items()},
            _folders=originals,
            _files=files,
        )


def _copy(folder: Path, parent: Path) -> Path:
    copy_folder(folder, parent / folder.name, *IGNORED)
    return parent / folder.name


def _file_digests(folders: tuple[Path, ...]) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in _paths(folders)}


def _paths(folders: tuple[Path, ...]) -> list[Path]:
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not any(map(_is_ignored, path.relative_to(folder).parts))
    ]


def _is_ignored(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in IGNORED)


def folder_digest(folder: Path) -> str:
    """Return the digest of a folder's files: their names and contents, without hidden and compiled ones."""
    return fingerprint(folder_files(folder))


def folder_files(folder: Path) -> SuiteFiles:
    """Return the contents of a folder's files by name, without hidden and compiled ones."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _paths((folder,))}
