"""Finds the learners in what a teacher has: their folders, archives of theirs, or the archive of a platform.

- A folder is one learner's, and so is an archive; archives in a folder without tests are unpacked.
- A folder that's given alone and has archives and no tests is a folder of archives. So is an archive that has several.
- An archive of Moodle, Canvas or Gradescope has many learners, and so does one that's unpacked and given alone. If a
  learner is in several of them, the files of all count, and of those with the same name the one in what's given later.
- If there are a folder and an archive of the same name beside each other, the one that's given later counts.
- A link that's given is followed, and its name is the learner's.
- If the caller says that each path is one learner's, no folder and no archive is taken for a class.

Folders around everything else don't count. Nothing is written to the folders that are given.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from unicodedata import normalize

from workshop.course.answers import ANSWERS
from workshop.course.renumbered import current_name
from workshop.course.suite_files import has_tests
from workshop.errors import UsageError
from workshop.grading.archive_format import is_archive, is_archive_name, open_archive
from workshop.grading.entries import (
    Entry,
    folder_entries,
    folder_levels,
    levels,
    names_in,
    top_names,
    without_outer_folders,
)
from workshop.grading.platforms import MOODLE, HandIn, HandIns, find_splitter
from workshop.grading.roster import LATE, NO_ARCHIVE, OWN, REPEATED, UNKNOWN, Collected, Key, Roster
from workshop.grading.unpacking import learners_errors
from workshop.temporary import temporary_folder

OTHER_FILE = "neither a folder nor a zip file"
DANGLING = "a link to something that isn't there"


@contextmanager
def collected(
    paths: Sequence[Path], exercises: Collection[str] = (), own: Iterable[Path] = (), *, is_one_each: bool = False
) -> Iterator[Collected]:
    """Find the learners in folders and archives; what's unpacked is there for as long as the context lasts.

    `exercises` has the names of all exercises; folders may have them with other numbers. What's in `own` belongs to the
    teacher, such as earlier results, and to no learner. With `is_one_each`, each path is one learner's. Raises
    UsageError if the only path is neither a folder nor an archive, and MachineError if there's no space. Anything else
    that's wrong is the problem of a learner.
    """
    with temporary_folder("submissions") as name:
        roster = Roster(Path(name).resolve(), lambda each: each == ANSWERS or bool(current_name(each, exercises)))
        _Collector(roster, own, is_one_each).add_all(paths)
        yield roster.result()


class _Collector:
    def __init__(self, roster: Roster, own: Iterable[Path], is_one_each: bool) -> None:  # noqa: FBT001
        self._roster, self._is_known, self._is_one_each = roster, roster.is_known, is_one_each
        self._own = {*map(os.path.realpath, own)}

    def add_all(self, paths: Sequence[Path]) -> None:
        """Add what the user has given."""
        if len(paths) == 1:
            if problem := _problem(paths[0]):
                raise UsageError(f"{paths[0]} is {problem}")
            if paths[0].is_dir() and not self._is_one_each:
                paths = self._hand_ins_in(paths[0])
        for path in dict.fromkeys(paths):
            if os.path.realpath(path) in self._own:
                self._roster.note_files(OWN, f"{path}")
            elif problem := _problem(path):
                self._roster.refuse((path, path.name), path, problem)
            elif path.is_dir():
                self._add_folder(path)
            else:
                self._add_archive(path)

    def _hand_ins_in(self, folder: Path) -> list[Path]:
        """Return what's in a folder of archives, or else the folder itself; add what a platform's archive has in it."""
        for level in folder_levels(folder, self._is_known):
            names = [name for name in names_in(level) if os.path.realpath(level / name) not in self._own]
            folders = [name for name in names if (level / name).is_dir()]
            if splitter := find_splitter(set(names) - {*folders}, folders):
                with learners_errors():
                    entries = [entry for entry in folder_entries(level) if entry.parts[0] in names]
                self._add_hand_ins(splitter(entries, self._is_known), level)
                return []
            if self._has_archives_only(names):
                others = [name for name in names if not (is_archive_name(name) or name in folders)]
                self._roster.note_files(NO_ARCHIVE, *others)
                return [level / name for name in names if name not in others]
        return [folder]

    def _add_folder(self, path: Path) -> None:
        key = _key(path)
        *_, inner = folder_levels(path, self._is_known)
        if match := MOODLE.fullmatch(key[1]):
            learner = match["learner"]
            self._roster.unpack(("", learner), learner, path, folder_entries(inner))
        elif self._has_archives_only(names_in(inner)):
            self._roster.unpack(key, key[1], path, folder_entries(inner), replaces=True)
        else:
            self._roster.add(key, path, inner)

    def _add_archive(self, path: Path) -> None:
        key = _key(path.with_suffix(""))
        try:
            with learners_errors(), open_archive(path) as entries:
                inside = without_outer_folders(entries, self._is_known)
                if self._is_one_each or not self._add_class(entries, inside, path):
                    self._roster.unpack(key, key[1], path, inside, replaces=True)
        except UsageError as error:
            self._roster.refuse(key, path, f"{error}")

    def _add_class(self, entries: list[Entry], inside: list[Entry], path: Path) -> bool:
        """Add the learners of an archive if it's that of a platform, or has archives; return whether it is."""
        for level in levels(entries, self._is_known):
            if splitter := find_splitter(*top_names(level)):
                self._add_hand_ins(splitter(level, self._is_known), path)
                return True
        archives = [each for each in inside if is_archive(each)]
        if len(archives) == 1 or not self._has_archives_only([each.parts[0] for each in inside]):
            return False
        for each in archives:
            file = each.parts[0]
            self._roster.unpack((path.resolve(), file), Path(file).stem, path / file, [each])
        self._roster.note_files(NO_ARCHIVE, *(each.problem or each.parts[0] for each in inside if each not in archives))
        return True

    def _add_hand_ins(self, hand_ins: HandIns, path: Path) -> None:
        unknown = hand_ins.pop("", HandIn()).entries
        self._roster.note_files(UNKNOWN, *(entry.problem or "/".join(entry.parts) for entry in unknown))
        for learner, hand_in in hand_ins.items():
            if hand_in.is_late:
                self._roster.note(LATE, ("", learner))
            if hand_in.is_repeated:
                self._roster.note(REPEATED, ("", learner))
            self._roster.unpack(("", learner), learner, path / learner, hand_in.entries)
            self._roster.set_id(("", learner), hand_in.id)

    def _has_archives_only(self, names: Collection[str]) -> bool:
        """Return whether there are archives among these names, and nothing that has tests."""
        return any(map(is_archive_name, names)) and not any(has_tests(name) or self._is_known(name) for name in names)


def _problem(path: Path) -> str:
    """Return why what the user has given can't be graded, "" if it's a folder or an archive."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return DANGLING
    except OSError as error:
        return f"unreadable: {error.strerror}"
    return "" if S_ISDIR(mode) or (S_ISREG(mode) and is_archive_name(path.name)) else OTHER_FILE


def _key(path: Path) -> Key:
    """Return the folder and the name of what the user has given: of a link its own, and composed, as in archives."""
    given = Path(os.path.abspath(path))  # noqa: PTH100 - a Path follows links
    return given.parent.resolve(), normalize("NFC", given.name)
