"""Snapshots of the program to run tests on: each becomes one variant after another."""

import compileall
import errno
import os
import shutil
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from secrets import token_hex
from stat import S_ISDIR

from workshop.engine.files import copy_folder, empty_folder, keep_access_times
from workshop.engine.protocol import HOME, TEMPORARY, TREE
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
            copy_folder(subject.path, copy, "__pycache__")
        else:
            directory.mkdir()
            shutil.copy2(subject.path, copy)
        compileall.compile_dir(directory, quiet=2)


class Snapshot:
    """The snapshot of one slot, below `parent`: a tree with the program, and two folders for the tests to use.

    `directory` stays the same from run to run, unless a run leaves something that can't be cleaned up: then it's a new
    one. What a sandboxed run can't write to doesn't tell the next what it has read, and the folders that it could write
    to are made again: even empty ones keep their times and, on some file systems, their sizes.
    """

    def __init__(self, original: Original, parent: Path, slot: int, *, is_sandboxed: bool = False) -> None:
        self._original = original
        self._parent = parent
        self._slot = slot
        self._is_sandboxed = is_sandboxed
        self._replaced: dict[Path, Path | None] = {}  # files of the variant and its run, and where the original's are
        self._copy()

    def _copy(self) -> None:
        self.directory = self._parent / f"{self._slot}.{token_hex(8)}"  # a number would count the copies
        copy_folder(self._original.directory, self.directory / TREE)
        for name in (HOME, TEMPORARY):
            (self.directory / name).mkdir()
        self._state = _state(self.directory)
        self._folders = [path for path, (mode, *_) in self._state.items() if S_ISDIR(mode)]

    def set_up(self, variant: Variant) -> None:
        """Turn the tree, which is the original, into that of a variant."""
        tree = self.directory / TREE
        texts = {tree / self._original.subject.path_in_tree(file): text for file, text in variant.files.items()}
        if variant.is_instrumented:
            texts[tree / f"{RECORDER_MODULE}.py"] = RECORDER_SOURCE
            self._replaced[self.directory / REACH_FILE] = None
        for path, text in texts.items():
            self._set_aside(path)
            self._set_aside(Path(cache_from_source(path)))  # Python could take it for that of the new text
            path.write_text(text, encoding="utf-8", newline="\n")
        if self._is_sandboxed:
            keep_access_times(self.directory)

    def _set_aside(self, path: Path) -> None:
        aside = self._parent / f"{self._slot}.aside.{len(self._replaced)}"
        self._replaced[path] = None
        with suppress(FileNotFoundError):
            self._replaced[path] = path.replace(aside)

    def reset(self) -> None:
        """Remove what a run has left, and turn the tree into the original again; if that fails, make a new copy."""
        try:
            self._clean_up()
            is_clean = _state(self.directory) == self._state
        except OSError:
            is_clean = False
        if not is_clean:
            shutil.rmtree(self.directory, ignore_errors=True)
            self._replaced.clear()
            self._copy()

    def _clean_up(self) -> None:
        """Remove what a run has left where it may; raises OSError if one of the folders is a link to another place."""
        if any(os.path.islink(folder) for folder in self._folders):  # noqa: PTH114 - as in `_state`
            raise OSError(errno.ELOOP, "a folder of the run has become a link")
        for path, aside in self._replaced.items():
            if aside:
                aside.replace(path)
            else:
                path.unlink(missing_ok=True)
        self._replaced.clear()
        for folder in (self.directory / HOME, self.directory / TEMPORARY):
            empty_folder(folder)
            if self._is_sandboxed:
                folder.rmdir()
                folder.mkdir()


def _state(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return, for everything below a folder, what would differ if a run had written there.

    Raises OSError if something there can't be read.
    """
    state: dict[str, tuple[int, ...]] = {}
    waiting = [f"{folder}"]
    while waiting:
        for entry in os.scandir(waiting.pop()):  # faster than with paths, and it runs after every run
            status = entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
                state[entry.path] = (status.st_mode,)
            else:
                state[entry.path] = (status.st_mode, status.st_size, status.st_mtime_ns)
    return state
