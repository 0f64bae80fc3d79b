"""The commands that deal with one mutant: show it, put it into the program by hand, and take it out."""

import click

from workshop.cli.console import output, print_diff
from workshop.cli.options import optional_exercise, spoil_option
from workshop.cli.project import find_catalogue, find_course
from workshop.course.exercise import find_exercises
from workshop.errors import NotYetError, WorkshopError
from workshop.invocation import command
from workshop.mutants import planting
from workshop.mutants.mutant import Mutant


@click.command
@click.argument("mutant", help="Name of a mutant; in an exercise also its number.")
@optional_exercise
@spoil_option
def show(mutant: str, exercise: str | None, *, spoil: bool) -> None:
    """Show what a mutant changes and what that costs; in an exercise, only once your tests have killed it."""
    found, diff = _find_shown(mutant, exercise, spoil=spoil)
    print_diff(diff)
    output().print(f"\n{found.why}")


def _find_shown(name: str, exercise: str | None, *, spoil: bool) -> tuple[Mutant, str]:
    """Return a mutant of the exercise or else of the project's catalogue, otherwise of the exercise checked last."""
    course = find_course()
    known: list[str] = []
    if exercise is None:
        try:
            catalogue = find_catalogue()
            known += (mutant.name for mutant in catalogue.mutants)
            found = catalogue.find(name)
            return found, planting.diff(catalogue, found)
        except WorkshopError:
            if not find_exercises(course.root):
                raise
    chosen = course.find(exercise) if exercise else course.last()
    record = course.answers.record(chosen)
    found = chosen.find(name, [*known, *(record.killed if record else ())])
    if not spoil and (record is None or found.name not in record.killed):
        raise NotYetError(f"{name} of {chosen.name} survives your tests so far: kill it first, or add --spoil")
    return found, found.diff(chosen.subject.read(found.file), found.file)


@click.command
@click.argument("mutant", help="Name of a mutant in tests/mutants.toml.")
def plant(mutant: str) -> None:
    """Put a mutant into the program itself, so that you can look for it with plain pytest."""
    catalogue = find_catalogue()
    found = catalogue.find(mutant)
    file = planting.plant(catalogue, found)
    output().print(found.why)
    output().print(f"It's in {file} now. Take it out with `{command('unplant')}`.", soft_wrap=True)


@click.command
def unplant() -> None:
    """Take the planted mutant out of the program."""
    mutant = planting.unplant(find_catalogue())
    output().print(f"{mutant.name} is out again.")
