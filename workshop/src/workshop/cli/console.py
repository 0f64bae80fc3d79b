"""What the commands share: where they are, and how they speak."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from workshop.course.exercise import EXERCISES, exercises_folder
from workshop.errors import AuthorError
from workshop.mutants.catalogue import Catalogue, read_catalogue

CATALOGUE = Path("tests") / "mutants.toml"
DIFF = {"+": "green", "-": "red", "@": "cyan"}

output = Console(highlight=False, markup=False, emoji=False)
errors = Console(highlight=False, markup=False, emoji=False, stderr=True)


def say(message: str) -> None:
    """Tell the user something that is no result, on stderr."""
    errors.print(f"workshop: {message}", style="yellow", soft_wrap=True)


def print_diff(diff: str) -> None:
    """Print a diff in colours, its lines as they are."""
    for line in diff.splitlines():
        output.print(Text(line.rstrip(), style=DIFF.get(line[:1], "")), soft_wrap=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """Show on a terminal how far a long work is, and elsewhere nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not sys.stderr.isatty()) as shown:
        yield shown


def find_catalogue() -> Catalogue:
    """Return the catalogue of the project that we are in; raises CatalogueError where there is none."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CATALOGUE).exists():
            return read_catalogue(folder / CATALOGUE)
    raise AuthorError(f"there is no {CATALOGUE}, here or in a folder above {here}")


def find_root() -> Path:
    """Return the folder of the course that we are in, which has exercises; where none has, the one we are in.

    The course in a clone of this project is the whole clone, also from inside its folder `workshop`.
    """
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if exercises_folder(folder).is_dir()), here)
    is_in_clone = exercises_folder(found.parent) == found / EXERCISES
    return found.parent if is_in_clone else found


def shown(path: Path) -> Path:
    """Return a path as it is shown: from where we are, if it is below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
