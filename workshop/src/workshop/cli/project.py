"""Finds the project or the course that a command runs in."""

from contextlib import suppress
from pathlib import Path

from workshop.cli.console import say
from workshop.course.exercise_folders import EXERCISES, exercises_folder, find_exercises, is_there
from workshop.course.progress import LearnerProgress
from workshop.course.renumbered import move_renumbered
from workshop.errors import UsageError
from workshop.invocation import command
from workshop.mutants.catalogue import Catalogue, read_catalogue

CATALOGUE = Path("tests") / "mutants.toml"


def find_catalogue() -> Catalogue:
    """Return the catalogue of mutants of the current project; raises UsageError if there is none."""
    here = current_folder()
    for folder in (here, *here.parents):
        if is_there(folder / CATALOGUE):
            return read_catalogue(folder / CATALOGUE)
    raise UsageError(
        f"there is no {CATALOGUE} in {here} or a folder above it: change to a project that has one, such as your clone;"
        f" or run `{command('init', elsewhere=True)}` in an empty folder, to start a course of exercises"
    )


def find_root() -> Path:
    """Return the root of the current course, or the current folder outside any course.

    In a clone of this project, the course is the whole clone, even when called from inside its folder `workshop`.
    """
    here = current_folder()
    found = next((folder for folder in (here, *here.parents) if find_exercises(folder)), here)
    is_in_clone = exercises_folder(found.parent) == found / EXERCISES
    return found.parent if is_in_clone else found


def current_folder() -> Path:
    """Return the current folder; raises UsageError if it has been deleted, or has no path that the user may take."""
    try:
        here = Path.cwd()
        here.stat()
    except FileNotFoundError:
        raise UsageError("the current folder has been deleted: change to another one") from None
    except PermissionError:
        raise UsageError("you may not enter a folder that the current one is in: change to another one") from None
    return here


def find_course() -> LearnerProgress:
    """Return the current course and the learner's progress in it; answers whose exercise has a new number are moved."""
    course = LearnerProgress(find_root(), shown)
    for line in move_renumbered(course.answers):
        say(line)
    return course


def shown(path: Path) -> Path:
    """Return a path for display: relative if it's below the current folder, which may have been deleted meanwhile."""
    with suppress(OSError, ValueError):
        return path.relative_to(Path.cwd())
    return path
