"""Where a course has its exercises, and how to name one that's elsewhere."""

from contextlib import suppress
from pathlib import Path

from workshop.course.exercise import TABLE
from workshop.invocation import typed_path

EXERCISES = "exercises"


def exercises_folder(root: Path) -> Path:
    """Return the folder of the exercises of the course at `root`, which may be a clone of this project."""
    project = root / "workshop"
    return (project if is_there(project / "pyproject.toml") else root) / EXERCISES


def find_exercises(root: Path) -> list[Path]:
    """Return the folders of the exercises of the course at `root`, in order."""
    return sorted(path.parent for path in exercises_folder(root).glob(f"*/{TABLE}"))


def is_there(path: Path) -> bool:
    """Return whether there's something at a path; what others have in folders of theirs isn't."""
    with suppress(PermissionError):
        return path.exists()
    return False


def path_elsewhere(root: Path, folder: Path) -> str:
    """Return the path of an exercise that isn't in the course at `root`, as it's typed in a command; "" if it is."""
    return "" if folder.parent == exercises_folder(root) else typed_path(folder)


def as_argument(root: Path, folder: Path) -> str:
    """Return how a command names an exercise: by its name if it's in the course at `root`, otherwise by its path."""
    return path_elsewhere(root, folder) or folder.name
