"""Starts a course: copies the exercises that come with the package into a folder."""

import re
import tempfile
from pathlib import Path

from workshop.course.exercise import README
from workshop.course.exercise_folders import EXERCISES, find_exercises
from workshop.engine.files import copy_folder
from workshop.errors import UsageError, write_error

PACKAGE = Path(__file__).parents[1]
LINK_OUT = re.compile(r"\[([^]]+)\]\(\.\./\.\./\.\./[^)]+\)")  # in a README, to a file outside the course


def packaged_exercises(package: Path = PACKAGE) -> Path:
    """Return the folder of the exercises in an installed package or, if it's installed in place, in its clone."""
    installed = package / EXERCISES
    return installed if installed.is_dir() else package.parents[1] / EXERCISES


def start_course(folder: Path, exercises: Path | None = None) -> Path:
    """Copy the exercises into `folder`, which is created if need be, and return the folder of the copies.

    `exercises` are those of the package by default. A link to the guide, which a course doesn't have, becomes its text.
    Raises UsageError if `folder` is in a course already or has files; hidden ones, such as `.git` and `.venv`, are
    allowed. Raises MachineError if it can't be written, and then leaves no part of the exercises there.
    """
    folder = folder.resolve()
    if course := next((each for each in (folder, *folder.parents) if find_exercises(each)), None):
        raise UsageError(f"{folder} is in a course already: {course} has exercises; choose a folder elsewhere")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(not path.name.startswith(".") for path in folder.iterdir()):
            raise UsageError(f"{folder} isn't empty; choose an empty folder or a new one")
        with tempfile.TemporaryDirectory(dir=folder, prefix=".workshop-") as scratch:
            copy = Path(scratch) / EXERCISES
            copy_folder(exercises or packaged_exercises(), copy, "__pycache__", ".*")
            for readme in copy.glob(f"*/{README}"):
                text = readme.read_text(encoding="utf-8")
                readme.write_text(LINK_OUT.sub(r"\1", text), encoding="utf-8", newline="\n")
            return copy.rename(folder / EXERCISES)
    except OSError as error:
        raise write_error(folder, error) from None
