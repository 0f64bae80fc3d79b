"""What's in an archive or a folder that someone else has made: names that can't be trusted, and contents."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import IO

from workshop.course.suite_files import LEFT_OUT

NEVER_TESTS = (*LEFT_OUT, "__MACOSX")  # macOS writes such a folder into archives

IsKnown = Callable[[str], bool]  # takes the name of a folder: may there be tests in it?


@dataclass(frozen=True)
class Entry:
    """A file: the parts of its path, and what opens it. If there's a `problem`, it must not be unpacked."""

    parts: tuple[str, ...]
    open: Callable[[], IO[bytes]]
    problem: str = ""


def is_left_out(name: str) -> bool:
    """Return whether a file or a folder with this name is never part of a suite, such as `.git`."""
    return any(fnmatch(name, pattern) for pattern in NEVER_TESTS)


def names_in(folder: Path) -> list[str]:
    """Return the names of what's in a folder, sorted; none if it can't be read, which is for others to say."""
    try:
        return sorted(path.name for path in folder.iterdir() if not is_left_out(path.name))
    except OSError:
        return []


def folder_entries(folder: Path, above: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield the files in a folder, without links and what's never part of a suite; raises OSError if that fails."""
    with os.scandir(folder) as found:
        inside = sorted(found, key=lambda each: each.name)
    for each in inside:
        parts = (*above, each.name)
        if is_left_out(each.name):
            continue
        if each.is_dir(follow_symlinks=False):
            yield from folder_entries(Path(each.path), parts)
        elif each.is_file(follow_symlinks=False):
            yield Entry(parts, _opener(Path(each.path)))


def folder_levels(folder: Path, is_known: IsKnown) -> Iterator[Path]:
    """Yield a folder, then the one that's all there is in it, and so on, up to one that's known; links don't count."""
    yield folder
    while len(names := names_in(folder)) == 1 and not is_known(names[0]):
        folder /= names[0]
        if folder.is_symlink() or not folder.is_dir():
            break
        yield folder


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def levels(entries: list[Entry], is_known: IsKnown) -> Iterator[list[Entry]]:
    """Yield entries, then again without the folder that all of them are in, and so on, up to one that's known."""
    yield entries
    while len({entry.parts[0] for entry in entries}) == 1:
        if is_known(entries[0].parts[0]) or any(len(entry.parts) == 1 for entry in entries):
            break
        entries = [replace(entry, parts=entry.parts[1:]) for entry in entries]
        yield entries


def top_names(entries: Iterable[Entry]) -> tuple[set[str], set[str]]:
    """Return the names of the files and those of the folders at the top; entries with a problem don't count."""
    safe = [entry.parts for entry in entries if not entry.problem]
    return {parts[0] for parts in safe if len(parts) == 1}, {parts[0] for parts in safe if len(parts) > 1}


def without_outer_folders(entries: list[Entry], is_known: IsKnown) -> list[Entry]:
    """Return entries without the folders that all of them are in, up to one that's known."""
    for level in levels(entries, is_known):
        entries = level
    return entries
