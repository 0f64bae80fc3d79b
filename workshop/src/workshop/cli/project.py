"""Finds the project or the course that a command runs in."""

from contextlib import suppress
from pathlib import Path

from workshop.course.exercise import EXERCISES, exercises_folder
from workshop.course.progress import LearnerProgress
from workshop.errors import UsageError
from workshop.mutants.catalogue import Catalogue, read_catalogue

CATALOGUE = Path("tests") / "mutants.toml"


def find_catalogue() -> Catalogue:
    """Return the catalogue of mutants of the current project; raises UsageError if there is none."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CATALOGUE).exists():
            return read_catalogue(folder / CATALOGUE)
    raise UsageError(f"there is no {CATALOGUE} in {here} or a folder above it")


def find_root() -> Path:
    """Return the root of the current course, or the current folder outside any course.

    In a clone of this project, the course is the whole clone, even when called from inside its folder `workshop`.
    """
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if exercises_folder(folder).is_dir()), here)
    is_in_clone = exercises_folder(found.parent) == found / EXERCISES
    return found.parent if is_in_clone else found


def find_course() -> LearnerProgress:
    """Return the current course and the learner's progress in it."""
    return LearnerProgress(find_root(), shown)


def shown(path: Path) -> Path:
    """Return a path for display: relative if it's below the current folder, which may have been deleted meanwhile."""
    with suppress(FileNotFoundError, ValueError):
        return path.relative_to(Path.cwd())
    return path
