"""Finds the exercise that a learner names: by its number, by its name or a part of it, or by a path."""

import os
import re
from pathlib import Path

from workshop.course.answers import ANSWERS
from workshop.course.exercise import TABLE
from workshop.course.exercise_folders import find_exercises, is_there
from workshop.errors import UsageError
from workshop.invocation import command
from workshop.suggestions import did_you_mean, near_aliases

NUMBER = re.compile(r"\d+")


def find_exercise(root: Path, wanted: str) -> Path:
    """Return the folder of an exercise of the course at `root`, given its number, its name or a path.

    A unique part of its name is enough. A path may lead into the folder of the exercise, which can be anywhere, or into
    that of the answers to it, or begin with its name; a line number may follow, as in a report. Raises UsageError if no
    exercise matches, or more than one.
    """
    folders = find_exercises(root)
    if found := _called(wanted, folders):
        return _only(found, wanted)
    if _is_path(wanted):
        return _at_path(root, folders, Path(wanted))
    is_word = wanted and not wanted.isdecimal()
    if found := [path for path in folders if is_word and wanted.lower() in path.name.lower()]:
        return _only(found, wanted)
    if not folders:
        raise no_course(root)
    names = [path.name for path in folders]
    if suggested := _near(wanted, names):
        raise UsageError(f"there is no exercise {wanted!r}; {did_you_mean(suggested)}")
    raise UsageError(f"there is no exercise {wanted!r}; the exercises here are: {', '.join(names)}")


def require_exercises(root: Path) -> list[Path]:
    """Return the folders of the exercises of the course at `root`, in order; raises UsageError if there are none."""
    if folders := find_exercises(root):
        return folders
    raise no_course(root)


def no_course(root: Path) -> UsageError:
    """Return the error that there are no exercises at `root`, and what to do about it."""
    return UsageError(
        f"there are no exercises in {root} or a folder above it: change to the folder of your course, or of your clone"
        f" of the project; or run `{command('init', elsewhere=True)}` in an empty folder to start a course there"
    )


def _only(found: list[Path], wanted: str) -> Path:
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise UsageError(f"{wanted!r} matches more than one exercise: {names}")
    return found[0]


def _as_number(text: str) -> str | None:
    return text.zfill(2) if text.isdecimal() else None


def _called(wanted: str, folders: list[Path]) -> list[Path]:
    """Return the exercises with this name or number."""
    return [path for path in folders if wanted == path.name or _number(path) == _as_number(wanted)]


def _number(folder: Path) -> str:
    return folder.name.partition("-")[0]


def _is_path(wanted: str) -> bool:
    """Return whether this is a path rather than a name: it has a separator, or something has this path."""
    separators = [each for each in (os.sep, os.altsep) if each]
    return any(each in wanted for each in separators) or os.path.lexists(wanted)


def _at_path(root: Path, folders: list[Path], wanted: Path) -> Path:
    """Return the exercise in whose folder, or in that of the answers to it, a path is; it need not exist."""
    as_typed, resolved = Path(os.path.abspath(wanted)), wanted.resolve()  # noqa: PTH100 - a Path follows links
    for path in (as_typed, resolved):
        for folder in folders:
            homes = (folder, root / ANSWERS / folder.name)
            if any(path.is_relative_to(place) for home in homes for place in (home, home.resolve())):
                return folder
    for folder in (resolved, *resolved.parents):
        if is_there(folder / TABLE):
            return folder
    if found := _called(f"{wanted}".partition(os.sep)[0], folders):
        return _only(found, f"{wanted}")
    if not folders:
        raise no_course(root)
    raise UsageError(
        f"{wanted} isn't in the folder of one exercise or of the answers to it; `{command('list')}` shows their names"
    )


def _near(wanted: str, names: list[str]) -> list[str]:
    """Return the names of exercises that may be meant: those that look like it, or the one with its number."""
    aliases = {part: name for name in names for part in (*name.split("-"), name.partition("-")[2], name)}
    found = [] if wanted.isdecimal() else near_aliases(wanted, aliases)
    number = NUMBER.match(wanted)
    return found or [name for name in names if number and name.startswith(f"{number[0].zfill(2)}-")]
