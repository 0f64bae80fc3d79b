"""Where the learner is, and what to do next: the output of `workshop` alone, of `workshop init`, and the list."""

import click

from workshop.cli.console import output
from workshop.cli.project import find_course, shown
from workshop.course.exercise import README, Exercise
from workshop.course.progress import LearnerProgress
from workshop.invocation import command
from workshop.reports import theme

NARROW = 72  # columns of a terminal that the table of exercises doesn't fit into


def show_status() -> None:
    """Print how many exercises are done, which is next, how long it usually takes, and the commands for it.

    A path or a command is never broken: a narrow terminal wraps it, and it can be copied whole.
    """
    course = find_course()
    exercises = course.exercises()
    to_do = [exercise for exercise in exercises if not course.is_done(exercise)]
    done = len(exercises) - len(to_do)
    if not to_do:
        message = f"All {done} exercises are done. See `{command('list')}`, or write one with `{command('new NAME')}`."
        output().print_prose(message)
        return
    exercise = course.find(None)
    file = course.answers.begin(exercise)
    output().print(f"{done} of {len(exercises)} exercises {'is' if done == 1 else 'are'} done.")
    output().print_prose(f"Next is {exercise.name}: {exercise.title}, about {exercise.minutes} minutes.\n")
    steps = {
        "read": f"{shown(exercise.folder / README)}",
        "write tests in": f"{shown(file)}",
        "check them with": command("check"),
        "on every save with": command("watch"),
        "if you're stuck": command("hint"),
    }
    width = max(map(len, steps))
    is_narrow = output().is_terminal and width + 2 + max(map(len, steps.values())) > output().width
    for purpose, step in steps.items():
        output().print_prose(f"{purpose}:\n    {step}" if is_narrow else f"{purpose:<{width}}  {step}")


@click.command(name="list")
def list_() -> None:
    """List all exercises and your progress."""
    show_exercises(find_course())


def show_exercises(course: LearnerProgress) -> None:
    """Print all exercises and the learner's progress."""
    current = course.find(None).name
    rows = [(each, course.state(each)) for each in course.exercises()]
    styles = [
        theme.FINISHED if state == "done" else theme.CURRENT if each.name == current else None for each, state in rows
    ]
    if output().width < NARROW:
        for (each, state), style in zip(rows, styles, strict=True):
            output().print(each.name, style=style)
            output().print_prose(f"{each.title}: {each.technique}, {each.minutes} minutes, {state}\n")
        return
    from rich.table import Table  # noqa: PLC0415 - a check needs no table

    from workshop.reports.unpadded import Unpadded  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=theme.STRONG)
    for column in ("exercise", "title", "technique", "minutes", "state"):
        table.add_column(column, no_wrap=column == "exercise")  # you type the name, so it must be whole
    for (each, state), style in zip(rows, styles, strict=True):
        table.add_row(each.name, each.title, each.technique, f"{each.minutes}", state, style=style)
    output().print(Unpadded(table))


def next_step(course: LearnerProgress, exercise: Exercise) -> str:
    """Return what to do once an exercise is done, as Markdown: the next that isn't, and the command for it."""
    following = course.after(exercise)
    if following is None:
        return "That was the last one: all exercises are done, and with them the course."
    readme = shown(following.folder / README)
    step = command(f"check {following.name}")
    return f"Next is {following.name}: {following.title}. Read {readme}, then run\n\n    {step}"
