"""Writes a folder that grades hand-ins on a platform as it is: nothing in it has to be edited."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from workshop.course.exercise import BAD, SOLUTION, read_exercise
from workshop.course.exercise_folders import EXERCISES
from workshop.engine.files import copy_folder
from workshop.errors import UsageError, write_error
from workshop.grading.provenance import NAME, library_versions

PLATFORMS = ("gradescope", "classroom50", "github")
LEFT_OUT = ("__pycache__", ".*", SOLUTION, BAD)  # of an exercise: learners may see the folder
SCRIPT = b"#!"  # how a script begins


def write_autograder(platform: str, exercises: Sequence[Path], folder: Path) -> None:
    """Write what the platform needs, copies of the exercises without their solutions, and the versions to install.

    Raises UsageError if the folder isn't empty, AuthorError if an exercise is wrong, and MachineError if it can't be
    written.
    """
    for exercise in exercises:
        read_exercise(exercise).task()
    try:
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder} isn't empty; choose another folder")
        template = Path(__file__).parent / platform
        copy_folder(template, folder, "__pycache__")
        for path in folder.iterdir():
            if path.is_file() and path.read_bytes().startswith(SCRIPT):
                path.chmod(0o755)  # a wheel may have lost that
        for exercise in exercises:
            copy_folder(exercise, folder / EXERCISES / exercise.name, *LEFT_OUT)
        pinned = {NAME: version(NAME), **library_versions()}
        requirements = "".join(f"{name}=={each}\n" for name, each in pinned.items())
        (folder / "requirements.txt").write_text(requirements, encoding="utf-8")
    except OSError as error:
        raise write_error(folder, error) from None
