"""Exercises that have a new number: answers from before are found by the rest of the name, and moved."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from workshop.course.answers import ANSWERS, Answers
from workshop.course.exercise import read_exercise
from workshop.course.exercise_folders import find_exercises
from workshop.errors import MachineError, machine_errors

NUMBER = re.compile(r"^\d+-")


def current_name(name: str, names: Collection[str]) -> str:
    """Return which of the exercises with these names is called `name`, or was when it had another number; "" if none.

    If several have the same name apart from their numbers, only the whole name counts.
    """
    if name in names:
        return name
    found = [each for each in names if NUMBER.match(name) and NUMBER.sub("", each) == NUMBER.sub("", name)]
    return found[0] if len(found) == 1 else ""


def move_renumbered(answers: Answers) -> Iterator[str]:
    """Rename the folders of answers whose exercises have a new number, and yield a line for the learner about each.

    If there are several folders for an exercise, none is renamed, and the line says what to do. Raises MachineError if
    the answers can't be listed or, once the others are renamed, if some can't be; links are left to the learner.
    """
    home = answers.root / ANSWERS
    exercises = {folder.name: folder for folder in find_exercises(answers.root)}
    stuck = []
    for name, earlier in _earlier(home, exercises).items():
        new = Path(ANSWERS, name)
        folders = [Path(ANSWERS, each) for each in earlier]
        if len(folders) > 1 or os.path.lexists(home / name):
            listed = " and ".join(f"{each}" for each in (*folders, new))
            yield (
                f"{listed} are for the same exercise, and only {new} counts: move the tests that you want to keep"
                " there, then rename or delete the rest"
            )
        elif why_not := _rename(answers, exercises[name], home / earlier[0]):
            stuck.append(f"{folders[0]} to {name} ({why_not})")
        else:
            yield f"{folders[0]} is {new} now: the exercise has a new number"
    if stuck:
        raise MachineError(
            f"some exercises have new numbers, but your answers can't be renamed: {', '.join(stuck)}; rename them"
            " yourself, or work in a copy of the project that you own"
        )


def _rename(answers: Answers, exercise: Path, earlier: Path) -> str:
    """Rename a folder of answers to the exercise in a folder, and return why that's not possible, "" if it's done."""
    if earlier.is_symlink() or earlier.parent.is_symlink():
        return "it's reached through a link"
    try:
        answers.renumber(read_exercise(exercise), earlier)
    except OSError as error:
        return f"{error.strerror}"
    return ""


def _earlier(home: Path, names: Collection[str]) -> dict[str, list[str]]:
    """Return the earlier names of exercises that folders in `home` have, by the present names of the exercises."""
    found: dict[str, list[str]] = {}
    with machine_errors():
        for path in sorted(home.iterdir()) if home.is_dir() else ():
            name = current_name(path.name, names)
            if name not in ("", path.name) and path.is_dir():
                found.setdefault(name, []).append(path.name)
    return found
