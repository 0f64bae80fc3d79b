"""Places to run tests in: each holds a copy of the program, which becomes one implementation after another."""

import compileall
import os
import shutil
from importlib.util import cache_from_source
from pathlib import Path

from workshop.engine.protocol import EVENTS, HOME, TEMPORARY, TREE
from workshop.mutants.subject import Subject
from workshop.variants.instrument import RECORDER_MODULE, RECORDER_SOURCE
from workshop.variants.reach_map import REACH_FILE
from workshop.variants.variant import Variant


class Original:
    """A copy of the subject as it is, compiled once, below `directory`."""

    def __init__(self, subject: Subject, directory: Path) -> None:
        self.directory = directory
        self.subject = subject
        copy = directory / subject.path.name
        if subject.path.is_dir():
            shutil.copytree(subject.path, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            directory.mkdir()
            shutil.copy2(subject.path, copy)
        compileall.compile_dir(directory, quiet=2)


class Snapshot:
    """The place of one worker, below `parent`: a tree with the program, and two folders that are the tests' own.

    `directory` stays the same from run to run, unless a run leaves what cannot be put in order: then it is a new one.
    """

    def __init__(self, original: Original, parent: Path, worker: int) -> None:
        self._original = original
        self._parent = parent
        self._worker = worker
        self._moves = 0
        self._move_in()

    def _move_in(self) -> None:
        self._moves += 1
        self._written: list[Path] = []
        self._aside: dict[Path, Path] = {}  # where files of the original are meanwhile, by where they belong
        self.directory = self._parent / f"{self._worker}.{self._moves}"
        shutil.copytree(self._original.directory, self.directory / TREE)
        for name in (HOME, TEMPORARY):
            (self.directory / name).mkdir()
        self._state = _state(self.directory)

    def set_up(self, variant: Variant) -> None:
        """Make the tree, which is the original, that of an implementation."""
        tree = self.directory / TREE
        texts = {tree / self._original.subject.path_in_tree(file): text for file, text in variant.files.items()}
        if variant.is_instrumented:
            texts[tree / f"{RECORDER_MODULE}.py"] = RECORDER_SOURCE
        for path, text in texts.items():
            self._put_aside(path)
            self._put_aside(Path(cache_from_source(path)))  # which may pass for that of the new text
            path.write_text(text, encoding="utf-8", newline="\n")

    def _put_aside(self, path: Path) -> None:
        self._written.append(path)
        if path.exists():
            self._aside[path] = path.replace(self._parent / f"{self._worker}.aside.{len(self._aside)}")

    def clear(self) -> None:
        """Take away what a run has left, and make the tree the original again; move where that does not succeed."""
        try:
            self._put_in_order()
            is_in_order = _state(self.directory) == self._state
        except OSError:
            is_in_order = False
        if not is_in_order:
            shutil.rmtree(self.directory, ignore_errors=True)
            self._move_in()

    def _put_in_order(self) -> None:
        for path in (*self._written, self.directory / EVENTS, self.directory / REACH_FILE):
            path.unlink(missing_ok=True)
        for path, aside in self._aside.items():
            aside.replace(path)
        self._written.clear()
        self._aside.clear()
        for entry in (entry for folder in (HOME, TEMPORARY) for entry in (self.directory / folder).iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def _state(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return, of all below a folder, what would be another if somebody had written there."""
    state: dict[str, tuple[int, ...]] = {}
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = os.path.join(parent, name)  # noqa: PTH118 - much faster, and it is asked for after every run
            status = os.lstat(path)
            state[path] = (status.st_mode,) if name in folders else (status.st_mode, status.st_size, status.st_mtime_ns)
    return state
