"""Notices when a learner saves: looks at the files again and again, so that no file system and no editor goes unseen.

The system's own notices of changes stop without a word where a folder is deleted and made again, where a file is a link
to one elsewhere, on network drives, and when too much is watched at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from os import stat_result
from pathlib import Path
from threading import Event, Thread
from typing import TypeAlias

from workshop.course.suite_files import find_files, has_tests

INTERVAL = 0.1  # seconds between looks
OF_EDITORS = ("*~", "*.tmp", "#*#", "4913")  # files that editors write for a moment
FolderState: TypeAlias = dict[str, tuple[int, ...] | str]  # by file: what changes with a save, or why it's unknown


def folder_state(folder: Path) -> FolderState:
    """Return what to compare to notice a save below a folder; a folder that can't be read has a state too."""
    state: FolderState = {}
    try:
        for path in find_files(folder, follow_links=True):
            if not any(fnmatch(path.name, pattern) for pattern in OF_EDITORS):
                state[f"{path}"] = _identity(path.stat())
    except FileNotFoundError:  # somebody deletes files, or moves them
        pass
    except OSError as error:
        state[f"{folder}"] = f"{error}"
    return state


def _identity(status: stat_result) -> tuple[int, ...]:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev


def is_save(before: FolderState, after: FolderState) -> bool:
    """Return whether there is something to judge: a new or changed file, or tests of which some are gone."""
    return bool(after.items() - before.items()) or (before != after and any(map(has_tests, after)))


@contextmanager
def saves_to(take: Callable[[], object], *folders: Path) -> Iterator[None]:
    """Call a function, in a thread, each time a file in one of the folders is saved, until the context ends.

    A file is saved once two looks in a row see the same, so that it isn't read half written. Folders may come and go.
    """
    stop = Event()
    known = [folder_state(folder) for folder in folders]

    def follow() -> None:
        reported = last = known
        while not stop.wait(INTERVAL):
            seen = [folder_state(folder) for folder in folders]
            if seen == last:
                if any(map(is_save, reported, seen)):
                    take()
                reported = seen
            last = seen

    thread = Thread(target=follow, name="saves", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
