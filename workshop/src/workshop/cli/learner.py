"""The commands for learners: start a course, check your tests, see how far you are."""

import sys
from dataclasses import replace
from functools import partial
from importlib import import_module

import click

from workshop.cli.console import output, progress, say
from workshop.cli.options import EXERCISE_HELP, optional_exercise, spoil_option
from workshop.cli.project import current_folder, find_course, shown
from workshop.cli.sandbox_notice import mention_missing
from workshop.cli.unjudged import mention_unjudged
from workshop.course.checked import Checked
from workshop.course.exercise import SOLUTION, Exercise
from workshop.course.progress import LearnerProgress
from workshop.engine.sandbox import missing
from workshop.errors import NotYetError
from workshop.judging.options import LEARNER_OPTIONS
from workshop.judging.session import Session
from workshop.reports.json_text import to_json_text
from workshop.reports.verdict_json import as_json
from workshop.reports.verdict_markdown import as_markdown


@click.command
def init() -> None:
    """Start a course in the current folder, which must be empty."""
    from workshop.cli.status import show_status  # noqa: PLC0415 - the other commands start faster without these
    from workshop.course.start import start_course  # noqa: PLC0415

    start_course(current_folder())
    output().print_prose("The course is ready: exercises are in `exercises`, your tests go into `answers`.\n")
    show_status()


@click.command
@optional_exercise
@click.option("--all", "every", is_flag=True, help="Check all exercises that you have started.")
@click.option("--again", is_flag=True, help="Judge again even if nothing has changed since the last check.")
@click.option("--json", "json_", is_flag=True, help="Print the verdict as JSON.")
@click.option("--markdown", is_flag=True, help="Print the verdict as Markdown.")
def check(exercise: str | None, *, every: bool, again: bool, json_: bool, markdown: bool) -> None:
    """Judge your tests: which bugs do they catch, and which do they miss? Fails until the exercise is done."""
    if (every and exercise) or (json_ and markdown):
        raise click.UsageError(
            "--all takes no exercise" if every and exercise else "choose one of --json and --markdown"
        )
    course = find_course()
    if every:
        exercises = [each for each in course.exercises() if course.answers.is_started(each)]
    else:
        exercises = [course.find(exercise)]
    checked = [judge(course, each) if again else last_or_new(course, each) for each in exercises]
    mention_missing()
    if len(checked) > 1:
        checked = [replace(each, argument=each.exercise.name) for each in checked]
    if json_:
        values = [as_json(each) for each in checked]
        sys.stdout.write(to_json_text(values if every else values[0]))
    elif markdown:
        sys.stdout.write("\n".join(map(as_markdown, checked)))
    else:
        for each in checked:
            show_verdict(each)
    for each in checked:
        course.save(each)
    are_done = bool(checked) and all(each.verdict.is_done for each in checked)
    if every:
        mention_unjudged(course, exercises, markdown=markdown)
    if are_done and not json_:
        _show_next(course, checked[-1].exercise, markdown=markdown)
    sys.exit(0 if are_done else 1)


def show_verdict(checked: Checked, to_get_a_hint: str = "") -> None:
    """Print a verdict for a terminal; `to_get_a_hint` is as in `conclusion`."""
    from workshop.reports.verdict_text import as_text  # noqa: PLC0415 - imports rich; other commands don't need it

    output().print(as_text(checked, to_get_a_hint), crop=False)


def _show_next(course: LearnerProgress, exercise: Exercise, *, markdown: bool) -> None:
    from workshop.cli.status import next_step  # noqa: PLC0415 - other commands don't need it

    step = next_step(course, exercise)
    if markdown:
        sys.stdout.write(f"\n{step}\n")
    else:
        output().print_prose(step)


def last_or_new(course: LearnerProgress, exercise: Exercise) -> Checked:
    """Return the last verdict if nothing has changed since, and say so, or else judge the learner's tests."""
    if last := known_verdict(course, exercise):
        say(f"nothing has changed in {exercise.name} since the last check; --again judges it once more")
        return last
    return judge(course, exercise)


def known_verdict(course: LearnerProgress, exercise: Exercise) -> Checked | None:
    """Return the last verdict if nothing has changed since, else None."""
    return course.last_checked(exercise) if course.answers.is_started(exercise) else None


def judge(course: LearnerProgress, exercise: Exercise) -> Checked:
    """Judge the learner's tests, which are first copied from the exercise's start if there are none."""
    is_new = not course.answers.is_started(exercise)
    file = course.answers.begin(exercise)
    if is_new:
        say(f"created {shown(file)}: write your tests there; it usually takes about {exercise.minutes} minutes")
    with Session(exercise.task(), course.root) as session, progress(exercise.name) as update:
        # Both take a moment, in which the worker of the session gets ready.
        import_module("workshop.reports.verdict_text")  # which imports rich
        missing()  # which asks the system, and remembers what it said
        return course.check(exercise, session, replace(LEARNER_OPTIONS, on_progress=partial(update, exercise.name)))


@click.command
@optional_exercise
@spoil_option
def solution(exercise: str | None, *, spoil: bool) -> None:
    """Show a model suite, once your own is done."""
    course = find_course()
    found = course.find(exercise) if exercise else course.last()
    if not spoil and not course.is_done(found):
        raise NotYetError(f"{found.name} isn't done yet: keep going, or add --spoil")
    sys.stdout.write(found.read(SOLUTION))


@click.command
@click.argument("exercise", help=f"{EXERCISE_HELP}.")
def reset(exercise: str) -> None:
    """Start an exercise over; your own files are kept under other names."""
    course = find_course()
    found = course.find(exercise)
    copies = course.answers.reset(found)
    output().print_prose(f"{shown(course.answers.file(found))} is back to its start.")
    for copy in copies:
        output().print_prose(f"Your own is kept as {shown(copy)}.")
