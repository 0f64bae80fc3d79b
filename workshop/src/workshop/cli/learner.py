"""The commands for learners: start a course, check your tests, get hints."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module

import click

from workshop.cli.console import output, print_diff, progress, say
from workshop.cli.options import EXERCISE_HELP, optional_exercise, spoil_option
from workshop.cli.project import current_folder, find_course, shown
from workshop.cli.sandbox_notice import mention_missing
from workshop.course.answers import Record
from workshop.course.checked import Checked
from workshop.course.exercise import SOLUTION, Exercise
from workshop.course.hints import next_hint
from workshop.course.progress import LearnerProgress
from workshop.errors import NotYetError
from workshop.judging.options import LEARNER_OPTIONS
from workshop.judging.session import Session
from workshop.mutants.mutant import Mutant
from workshop.reports import theme
from workshop.reports.json_text import to_json_text
from workshop.reports.verdict_json import as_json
from workshop.reports.verdict_markdown import as_markdown


@click.command
def init() -> None:
    """Start a course in the current folder, which must be empty."""
    from workshop.cli.status import show_status  # noqa: PLC0415 - the other commands start faster without these
    from workshop.course.start import start_course  # noqa: PLC0415

    start_course(current_folder())
    output().print("The course is ready: exercises are in `exercises`, your tests go into `answers`.\n")
    show_status()


@click.command
@optional_exercise
@click.option("--all", "every", is_flag=True, help="Check all exercises that you have started.")
@click.option("--json", "json_", is_flag=True, help="Print the verdict as JSON.")
@click.option("--markdown", is_flag=True, help="Print the verdict as Markdown.")
def check(exercise: str | None, *, every: bool, json_: bool, markdown: bool) -> None:
    """Judge your tests: which bugs do they catch, and which do they miss? Fails until the exercise is done."""
    course = find_course()
    mention_missing()
    if every:
        exercises = [each for each in course.exercises() if course.answers.is_started(each)]
    else:
        exercises = [course.find(exercise)]
    checked = [_check(course, each) for each in exercises]
    if json_:
        values = [as_json(each) for each in checked]
        sys.stdout.write(to_json_text(values if every else values[0]))
    elif markdown:
        sys.stdout.write("\n".join(map(as_markdown, checked)))
    else:
        for each in checked:
            _show(each)
    for each in checked:
        course.save(each)
    sys.exit(0 if all(each.verdict.is_done for each in checked) else 1)


def _show(checked: Checked) -> None:
    from workshop.reports.verdict_text import as_text  # noqa: PLC0415 - imports rich; other commands don't need it

    output().print(as_text(checked), crop=False)


def _check(course: LearnerProgress, exercise: Exercise) -> Checked:
    is_new = not course.answers.is_started(exercise)
    file = course.answers.begin(exercise)
    if is_new:
        say(f"created {shown(file)}: write your tests there; it usually takes about {exercise.minutes} minutes")
    with Session(exercise.task(), course.root) as session, progress(exercise.name) as update:
        import_module("workshop.reports.verdict_text")  # which imports rich, while the worker of the session starts
        return course.check(exercise, session, replace(LEARNER_OPTIONS, on_progress=partial(update, exercise.name)))


@click.command
@optional_exercise
def watch(exercise: str | None) -> None:
    """Judge your tests on every save; press keys for a hint, the next exercise, or to quit."""
    from workshop.cli.keypress import keys_to  # noqa: PLC0415 - the other commands start faster without these
    from workshop.course.watch import Screen, Watch  # noqa: PLC0415

    course = find_course()
    screen = Screen(
        checking=lambda each: output().print(f"checking {each.name} ...", style=theme.MUTED),
        verdict=_show_watched(is_terminal=output().is_terminal),
        hint=lambda each: _give_hint(course, each),
        trouble=say,
    )
    watching = Watch(course, screen)
    with keys_to(watching.take):
        watching.run(course.find(exercise))


def _show_watched(*, is_terminal: bool) -> Callable[[Checked], None]:
    """Return the function that shows a verdict and the keys, on a terminal in place of what was there."""

    def show(checked: Checked) -> None:
        if is_terminal:
            output().clear()
        _show(checked)
        output().print("\nh hint   n next exercise   q quit", style=theme.MUTED)

    return show


@click.command
@optional_exercise
@click.option("--mutant", type=int, help="Number of the mutant that you want a hint about.")
def hint(exercise: str | None, mutant: int | None) -> None:
    """Give the next hint: first on how to start, then on a mutant: the kind of input, the rule, the diff."""
    course = find_course()
    found = course.find(exercise)
    if course.answers.record(found) is None:
        course.save(_check(course, found))
    _give_hint(course, found, found.find(f"{mutant}") if mutant else None)


def _give_hint(course: LearnerProgress, exercise: Exercise, wanted: Mutant | None = None) -> None:
    record = course.answers.record(exercise) or Record()
    if record.is_done and not wanted:
        output().print(f"{exercise.name} is done, so there's no hint to give.")
        return
    hint = next_hint(exercise, record.killed, record.hints, wanted)
    output().print(f"{hint.title}, hint {hint.number} of {hint.of}:\n", style=theme.STRONG)
    output().print(hint.text)
    print_diff(hint.diff)
    course.answers.save_record(exercise, replace(record, hints={**record.hints, hint.about: hint.number}))


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
    output().print(f"{shown(course.answers.file(found))} is back to its start.", soft_wrap=True)
    for copy in copies:
        output().print(f"Your own is kept as {shown(copy)}.", soft_wrap=True)
