"""The learners of a class, as they are found one by one, and what there is to say about some."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from workshop.errors import UsageError
from workshop.grading.entries import Entry, IsKnown
from workshop.grading.learners import Learner
from workshop.grading.unpacking import Unpacker

LATE = "handed in late"
REPEATED = "handed in more than once, and the last one counts"
MERGED = "in more than one folder or archive, and the files of all count"
SAME_NAME = "folders of the same name, graded as those of different learners"
UNKNOWN = "left out, since it belongs to no learner"
NO_ARCHIVE = "left out, since it isn't a zip file"
OWN = "left out, since this command writes or reads it"
ABOUT_FILES = (UNKNOWN, NO_ARCHIVE, OWN)
Key = tuple[Path | str, str]  # tells a learner from all others


@dataclass(frozen=True)
class Collected:
    """The learners of a class, and what there is to say about some, by what it is."""

    learners: list[Learner]
    notes: Mapping[str, list[str]]


@dataclass
class _Found:
    """A learner; without an unpacker, the folder is the learner's own."""

    name: str
    path: Path  # as the user knows it
    folder: Path
    unpacker: Unpacker | None = None
    problem: str = ""
    id: str = ""


class Roster:
    """The learners so far by key; what's unpacked goes to `storage`, and `is_known` is as for an Unpacker."""

    def __init__(self, storage: Path, is_known: IsKnown) -> None:
        self.is_known, self._storage = is_known, storage
        self._numbers = count()  # of the folders in it
        self._found: dict[Key, _Found] = {}
        self._notes: dict[str, list[Key]] = {LATE: [], REPEATED: [], MERGED: []}
        self._files: dict[str, list[str]] = {note: [] for note in ABOUT_FILES}

    def add(self, key: Key, path: Path, folder: Path) -> None:
        """Add a learner with a folder that's read where it is, instead of what has been found before."""
        self._note_again(REPEATED, key)
        self._found[key] = _Found(key[1], path, folder)

    def refuse(self, key: Key, path: Path, problem: str) -> None:
        """Add a learner whose hand-in can't be graded, and why."""
        self._found[key] = _Found(key[1], path, path, problem=problem)

    def unpack(self, key: Key, name: str, path: Path, entries: Iterable[Entry], *, replaces: bool = False) -> None:
        """Unpack entries into a learner's folder, a new one if they replace what's there."""
        self._note_again(REPEATED if replaces else MERGED, key)
        found = self._found.get(key)
        if found is None or replaces:
            folder = self._storage / f"{next(self._numbers)}"
            found = self._found[key] = _Found(name, path, folder, Unpacker(folder, self.is_known))
        try:
            if found.unpacker and found.unpacker.add(entries):
                self.note(REPEATED, key)
        except UsageError as error:
            found.problem = f"{error}"

    def set_id(self, key: Key, id_: str) -> None:
        """Set a learner's id on a platform, "" if that isn't known."""
        self._found[key].id = id_

    def note(self, note: str, key: Key) -> None:
        """Note something about a learner, who may be found later."""
        self._notes[note].append(key)

    def note_files(self, note: str, *files: str) -> None:
        """Note something about files."""
        self._files[note] += files

    def result(self) -> Collected:
        """Return all learners; those whose names are the same get their paths as names."""
        counts = Counter(each.name for each in self._found.values())
        names = {key: each.name if counts[each.name] == 1 else f"{each.path}" for key, each in self._found.items()}
        learners = [Learner(names[key], each.folder, each.problem, each.id) for key, each in self._found.items()]
        about_learners = {note: [names[key] for key in keys] for note, keys in self._notes.items()}
        same = [names[key] for key, each in self._found.items() if counts[each.name] > 1]
        notes = {**about_learners, **self._files, SAME_NAME: same}
        return Collected(learners, {note: [*dict.fromkeys(whom)] for note, whom in notes.items() if whom})

    def _note_again(self, note: str, key: Key) -> None:
        """Note something about a learner who has been found before."""
        if key in self._found:
            self.note(note, key)
