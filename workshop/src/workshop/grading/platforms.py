"""The archives that learning platforms make of all hand-ins for an assignment: which file is whose.

- Moodle has a folder for each learner, or a prefix of the file's name, such as `Jane Doe_12_assignsubmission_file_`:
  https://github.com/moodle/moodle/blob/main/public/mod/assign/classes/downloader.php.
- Canvas has files such as `doejane_LATE_12_3456_test_game.py`, where 12 is the learner's id and 3456 the file's, and
  `doejane_12_text.html` or `doejane_12_link.html` for what was typed in, all of the last attempt. A file that's handed
  in again is called `test_game-1.py`: https://github.com/instructure/canvas-lms/blob/master/lib/content_zipper.rb.
- Gradescope has a folder for each hand-in, such as `submission_3456`; `submission_metadata.yml` says whose they are.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from workshop.grading.entries import Entry, IsKnown, without_outer_folders

MOODLE = re.compile(r"(?P<learner>.+?)_assignsubmission_[a-z]+?(?:_(?P<file>.*))?")
CANVAS_FILE = r"_(?:(?P<number>[1-9]\d*)_)?(?P<file>(?(number).+|(?:text|link)\.html))"
WORD = r"[\w\u0080-\U0010ffff]"  # of a name: Ruby's [[:word:]], which Canvas keeps, has combining marks, and \w doesn't
CANVAS = re.compile(rf"(?P<learner>(?!test_){WORD}*?)(?P<late>_LATE)?(?P<id>_[1-9]\d*)" + CANVAS_FILE)
ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<learner>anon_[^\W_]+)(?P<id>)" + CANVAS_FILE)
AGAIN = re.compile(r"-\d+(?=\.\w+$)")  # in the name of a file that's handed in again
GRADESCOPE = re.compile(r"submission_(?P<number>\d+)")
METADATA = "submission_metadata.yml"
MAX_METADATA = 50_000_000  # bytes
FIELD = re.compile(r"  (- | {2}):(\w+): ?(.*)")  # of a submitter in the metadata


@dataclass
class HandIn:
    """The files of one learner. If it's repeated, only the last attempt is here.

    `id` is the platform's for the learner, "" if that isn't known.
    """

    entries: list[Entry] = field(default_factory=list)
    id: str = ""
    is_late: bool = False
    is_repeated: bool = False


HandIns = dict[str, HandIn]  # by learner; those of nobody under ""
Splitter = Callable[[list[Entry], IsKnown], HandIns]  # folders around all that a learner has handed in don't count


def find_splitter(files: Collection[str], folders: Collection[str]) -> Splitter | None:
    """Return what splits a platform's archive, given the names at its top; None if it isn't one."""
    if METADATA in files:
        return split_gradescope
    if any(map(MOODLE.fullmatch, (*files, *folders))):
        return split_moodle
    return split_canvas if files and not folders and all(map(_canvas_match, files)) else None


def split_moodle(entries: list[Entry], is_known: IsKnown) -> HandIns:
    """Return the hand-ins of an archive of Moodle, one for each learner: files, what was typed in, or both."""
    kinds: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        name = entry.parts[0]
        match = MOODLE.fullmatch(name)
        learner, file = (match["learner"], match["file"] or "") if match else ("", name)
        own = kinds.setdefault((learner, name.removesuffix(file)), [])
        if parts := (*([file] if file else []), *entry.parts[1:]):
            own.append(replace(entry, parts=parts))
    found: HandIns = {}
    for (learner, _), own in kinds.items():
        found.setdefault(learner, HandIn()).entries += without_outer_folders(own, is_known) if learner else own
    return found


def split_canvas(entries: list[Entry], _is_known: IsKnown) -> HandIns:
    """Return the hand-ins of an archive of Canvas, which has the last attempt of each learner.

    A number that says that a file is handed in again is taken out of its name, unless two files would have the same.
    """
    found: HandIns = {}
    for entry in sorted(entries, key=_canvas_number):
        if match := _canvas_match(entry.parts[0]):
            own = found.setdefault(f"{match['learner']}{match['id']}", HandIn())
            own.is_late |= match["late"] is not None
            own.id = match["id"].removeprefix("_")
            own.entries.append(replace(entry, parts=(match["file"], *entry.parts[1:])))
        else:
            found.setdefault("", HandIn()).entries.append(entry)
    for own in (hand_in for learner, hand_in in found.items() if learner):
        counts = Counter(AGAIN.sub("", entry.parts[0]) for entry in own.entries)
        own.entries = [_named_as_before(entry, counts) for entry in own.entries]
    return found


def _named_as_before(entry: Entry, counts: Mapping[str, int]) -> Entry:
    name = AGAIN.sub("", entry.parts[0])
    return replace(entry, parts=(name, *entry.parts[1:])) if counts[name] == 1 else entry


def _canvas_match(name: str) -> re.Match[str] | None:
    return ANONYMOUS.fullmatch(name) or CANVAS.fullmatch(name)


def _canvas_number(entry: Entry) -> int:
    match = _canvas_match(entry.parts[0])
    return int(match["number"] or 0) if match else 0


def split_gradescope(entries: list[Entry], is_known: IsKnown) -> HandIns:
    """Return the hand-ins of an archive of Gradescope; of several attempts, the one with the highest number counts.

    A learner is known by the e-mail address, or else by the name, or else by the name of the folder. Each member of a
    group has the hand-in of the group, and a folder that's only in the metadata has no files.
    """
    folders: dict[str, list[Entry]] = {}
    submitters: dict[str, list[str]] = {}
    for entry in entries:
        if entry.parts == (METADATA,):
            with entry.open() as file:
                submitters = read_submitters(file.read(MAX_METADATA).decode(errors="replace"))
        else:
            folders.setdefault(entry.parts[0], []).append(entry)
    found: HandIns = {}
    for name in sorted({**folders, **submitters}, key=_gradescope_number):
        inside = folders.get(name, [])
        if GRADESCOPE.fullmatch(name):
            own = [replace(entry, parts=entry.parts[1:]) for entry in inside if len(entry.parts) > 1]
            for learner in submitters.get(name) or [name]:
                found[learner] = HandIn(without_outer_folders(own, is_known), is_repeated=learner in found)
        else:
            found.setdefault("", HandIn()).entries.extend(inside)
    return found


def _gradescope_number(name: str) -> int:
    match = GRADESCOPE.fullmatch(name)
    return int(match["number"]) if match else 0


def read_submitters(metadata: str) -> dict[str, list[str]]:
    """Return the learners of each folder, from the lines of the metadata that say so."""
    found: dict[str, list[dict[str, str]]] = {}
    people: list[dict[str, str]] | None = None  # of the folder whose submitters are being read
    folder = ""
    for line in metadata.splitlines():
        if not line.startswith(" "):
            folder, people = line.rstrip(":"), None
        elif line == "  :submitters:":
            people = found.setdefault(folder, [])
        elif people is not None and (match := FIELD.fullmatch(line)):
            if match[1] == "- " or not people:
                people.append({})
            people[-1][match[2]] = match[3].strip("'\" ")
        else:
            people = None
    return {
        folder: [learner for person in own if (learner := person.get("email") or person.get("name"))]
        for folder, own in found.items()
    }
