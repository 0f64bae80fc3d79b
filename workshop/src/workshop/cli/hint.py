"""The command that gives hints."""

import click

from workshop.cli.console import output
from workshop.cli.learner import judge
from workshop.cli.options import optional_exercise
from workshop.cli.project import find_course
from workshop.cli.status import next_step
from workshop.course.answers import Record
from workshop.course.exercise import Exercise
from workshop.course.exercise_folders import as_argument
from workshop.course.next_hint import instead_of_hint, next_hint
from workshop.course.progress import LearnerProgress
from workshop.invocation import command
from workshop.mutants.mutant import Mutant
from workshop.reports.remarks import first_to_fix


@click.command
@optional_exercise
@click.option("--mutant", type=int, help="Number of the mutant that you want a hint about.")
def hint(exercise: str | None, mutant: int | None) -> None:
    """Give the next hint: on what to fix, on how to start, or on a surviving mutant: its rule, input and change."""
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
    """Print the next hint, and record that it was given; or else what to fix first, or why there is no hint."""
    record = course.answers.record(exercise) or Record()
    to_fix = "" if wanted else first_to_fix(record.to_fix, record.error)
    if wanted and wanted.name in record.killed:
        number = exercise.numbers[wanted.name]
        step = command(f"show {number} {as_argument(course.root, exercise.folder)}")
        output().print_prose(f"Mutant {number} is killed, so there's no hint to give. `{step}` shows it.")
    elif text := instead_of_hint(exercise, is_done=record.is_done, to_fix=to_fix):
        output().print_prose(text)
        if record.is_done:
            output().print_prose(next_step(course, exercise))
    else:
        from workshop.reports.hint_text import hint_text  # noqa: PLC0415 - imports rich; `watch` starts faster without it

        found = next_hint(exercise, record.killed, course.answers.given_hints(exercise), wanted)
        output().print(hint_text(found), crop=False)
        course.answers.save_hint(exercise, found.about, found.number)
