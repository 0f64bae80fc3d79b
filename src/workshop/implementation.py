"""Implementations: real source trees to run tests on, each the program with some of its files replaced."""

import compileall
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import cache_from_source
from pathlib import Path

from workshop.catalogue import Mutant, Subject
from workshop.hollow import RAISING, SILENT, hollowed
from workshop.reach import NOTE, TAKES_NOTES, noting

HOLLOWS = {"raising": RAISING, "silent": SILENT}


@dataclass(frozen=True)
class Implementation:
    """What to run tests on: the whole texts of the files that are not as in the subject, by their path in it."""

    name: str
    files: Mapping[str, str] = field(default_factory=dict)
    takes_notes: bool = False


def with_mutant(subject: Subject, mutant: Mutant) -> Implementation:
    """Return the program with one bug; raises CatalogueError where the bug cannot be made."""
    return Implementation(mutant.name, {mutant.file: mutant.applied_to(subject.read(mutant.file))})


def hollow(subject: Subject, kind: str) -> Implementation:
    """Return the program with nothing in its functions: they raise ("raising"), or return None ("silent")."""
    files = source_files(subject)
    return Implementation(f"{kind} hollow", {file: hollowed(text, HOLLOWS[kind]) for file, text in files.items()})


def taking_notes(subject: Subject) -> Implementation:
    """Return the program that notes which of its blocks each test reaches."""
    files = source_files(subject)
    return Implementation(subject.name, {file: noting(text, file) for file, text in files.items()}, takes_notes=True)


def source_files(subject: Subject) -> dict[str, str]:
    """Return the texts of the program's files, by their path in it."""
    if subject.path.is_file():
        return {subject.path.name: subject.read(subject.path.name)}
    paths = sorted(path.relative_to(subject.path) for path in subject.path.rglob("*.py"))
    return {path.as_posix(): subject.read(path.as_posix()) for path in paths}


class Nursery:
    """Grows the tree of each implementation from one copy of the subject, compiled once, below `directory`."""

    def __init__(self, subject: Subject, directory: Path) -> None:
        self._prefix = subject.name if subject.path.is_dir() else ""
        self._original = directory
        copy = directory / subject.path.name
        if subject.path.is_dir():
            shutil.copytree(subject.path, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            directory.mkdir()
            shutil.copy2(subject.path, copy)
        compileall.compile_dir(directory, quiet=2)

    def grow(self, implementation: Implementation, tree: Path) -> None:
        """Write the implementation to a new folder, to be put on the path."""
        shutil.copytree(self._original, tree)
        for file, text in implementation.files.items():
            path = tree / self._prefix / file
            path.write_text(text, encoding="utf-8", newline="\n")
            Path(cache_from_source(path)).unlink(missing_ok=True)  # which may pass for that of the new text
        if implementation.takes_notes:
            (tree / f"{NOTE}.py").write_text(TAKES_NOTES, encoding="utf-8")
