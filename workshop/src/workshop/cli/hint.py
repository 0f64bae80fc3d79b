"""The command that gives hints."""

import click

from workshop.cli.console import output, print_diff
from workshop.cli.learner import judge
from workshop.cli.options import optional_exercise
from workshop.cli.project import find_course
from workshop.cli.status import next_step
from workshop.course.answers import Record
from workshop.course.exercise import Exercise
from workshop.course.hints import next_hint
from workshop.course.progress import LearnerProgress
from workshop.invocation import command
from workshop.mutants.mutant import Mutant
from workshop.reports import theme


@click.command
@optional_exercise
@click.option("--mutant", type=int, help="Number of the mutant that you want a hint about.")
def hint(exercise: str | None, mutant: int | None) -> None:
    """Give the next hint: on how to start, then on a mutant that survives: its rule, the kind of input, the line."""
    course = find_course()
    found = _find(course, exercise)
    wanted = None if mutant is None else found.find(f"{mutant}")
    if course.answers.record(found) is None:
        course.save(judge(course, found))
    give_hint(course, found, wanted)


def _find(course: LearnerProgress, wanted: str | None) -> Exercise:
    """Return the exercise that a hint is about: the current one, but only once the learner has begun with it."""
    found, last = course.find(wanted), course.last()
    return found if wanted or course.answers.is_started(found) else last


def give_hint(course: LearnerProgress, exercise: Exercise, wanted: Mutant | None = None) -> None:
    """Print the next hint, or why there is none, and record that it was given."""
    record = course.answers.record(exercise) or Record()
    if wanted and wanted.name in record.killed:
        number = exercise.numbers[wanted.name]
        step = command(f"show {number} {exercise.name}")
        output().print(f"Mutant {number} is killed, so there's no hint to give. `{step}` shows it.")
    elif record.is_done:
        output().print(f"{exercise.name} is done, so there's no hint to give.")
        output().print(next_step(course, exercise))
    elif len(record.killed) == len(exercise.mutants):
        output().print(f"Every mutant is killed: fix the tests that `{command('check')}` names, and you're done.")
    else:
        found = next_hint(exercise, record.killed, course.answers.given_hints(exercise), wanted)
        output().print(f"{found.title}, hint {found.number} of {found.of}:\n", style=theme.STRONG)
        output().print(found.text)
        print_diff(found.diff)
        if found.after:
            output().print(f"\n{found.after}", style=theme.MUTED)
        course.answers.save_hint(exercise, found.about, found.number)
