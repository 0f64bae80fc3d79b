"""The commands that deal with one mutant: show it, put it into the program by hand, and take it out."""

from collections.abc import Collection

import click

from workshop.cli.console import output, print_diff
from workshop.cli.options import optional_exercise, spoil_option
from workshop.cli.project import find_catalogue, find_course
from workshop.course.exercise import Exercise
from workshop.course.exercise_folders import find_exercises
from workshop.errors import NotYetError, UsageError, WorkshopError
from workshop.invocation import command
from workshop.mutants import planting
from workshop.mutants.diff import diff, diff_of_commit
from workshop.mutants.mutant import Mutant
from workshop.reports.remarks import short_name

MOST_TESTS = 20  # that are run for `show --failing`; the first to fail is shown


@click.command
@click.argument("mutant", required=False, metavar="MUTANT", help="Name of a mutant; in an exercise also its number.")
@optional_exercise
@spoil_option
@click.option("--failing", is_flag=True, help="Show instead how your tests of the exercise fail on it.")
def show(mutant: str | None, exercise: str | None, *, spoil: bool, failing: bool) -> None:
    """Show what a mutant changes and what that costs; in an exercise, only once your tests have killed it."""
    if mutant is None:
        raise click.UsageError(f"Missing argument 'MUTANT': choose a number that `{command('check')}` shows.")
    if failing:
        _show_failing(mutant, exercise)
        return
    found, changes = _find_shown(mutant, exercise, spoil=spoil)
    print_diff(changes)
    output().print(f"\n{found.why}")


def _find_shown(name: str, exercise: str | None, *, spoil: bool) -> tuple[Mutant, str]:
    """Return a mutant and its diff: of the exercise, or of the project's catalogue or the last exercise checked."""
    course = find_course()
    known: list[str] = []
    if exercise is None:
        try:
            catalogue = find_catalogue()
            known += (mutant.name for mutant in catalogue.mutants)
            found = catalogue.find(name)
        except WorkshopError:
            if not find_exercises(course.root):
                raise
        else:
            return found, diff_of_commit(found, catalogue)
    chosen = course.find(exercise) if exercise else course.last()
    record = course.answers.record(chosen)
    found = _find_mutant(chosen, name, exercise, [*known, *(record.killed if record else ())])
    if not spoil and (record is None or found.name not in record.killed):
        raise NotYetError(f"mutant {name} of {chosen.name} survives your tests so far: kill it first, or add --spoil")
    return found, diff(found, chosen.subject)


def _find_mutant(chosen: Exercise, name: str, exercise: str | None, known: Collection[str] = ()) -> Mutant:
    """Return a mutant of an exercise; if there's none and `exercise` was typed, the error says in which order."""
    try:
        return chosen.find(name, known)
    except UsageError as error:
        order = "; name the mutant first, then the exercise" if exercise else ""
        raise UsageError(f"{error}{order}") from None


def _show_failing(name: str, exercise: str | None) -> None:
    """Run the tests that kill a mutant on it, and print what pytest shows of the first that fails."""
    from workshop.cli.learner import judge, known_verdict  # noqa: PLC0415 - this option alone needs them
    from workshop.course.failing import failing_output  # noqa: PLC0415 - other commands start faster without it

    course = find_course()
    chosen = course.find(exercise) if exercise else course.last()
    found = _find_mutant(chosen, name, exercise)
    checked = known_verdict(course, chosen) or judge(course, chosen)
    course.save(checked)
    killers = checked.verdict.killers(found.name)
    if not killers:
        raise NotYetError(f"mutant {name} of {chosen.name} survives: no test that passes on the program fails on it")
    ending = [test for test, outcome in killers.items() if outcome.cause != "time-out"]
    shown = ending and failing_output(chosen, found, checked.suite, ending[:MOST_TESTS], output().width)
    if shown:
        output().print(shown.rstrip(), soft_wrap=True)
    else:
        test, outcome = next(iter(killers.items()))
        output().print_prose(f"{short_name(test)} fails on it: {outcome.message}")


@click.command
@click.argument("mutant", help="Name of a mutant in tests/mutants.toml.")
def plant(mutant: str) -> None:
    """Put a mutant into the program itself, so that you can look for it with plain pytest."""
    catalogue = find_catalogue()
    found = catalogue.find(mutant)
    file = planting.plant(catalogue, found)
    output().print(found.why)
    output().print_prose(f"It's in {file} now. Take it out with `{command('unplant')}`.")


@click.command
def unplant() -> None:
    """Take the planted mutant out of the program."""
    mutant = planting.unplant(find_catalogue())
    output().print(f"{mutant.name} is out again.")
