"""Where the learner is, and what to do next: also the output of `workshop` alone, and of `workshop init`."""

from rich.table import Table

from workshop.cli.console import output
from workshop.cli.project import find_course, shown
from workshop.course.exercise import README, Exercise
from workshop.course.progress import LearnerProgress
from workshop.reports import theme


def show_status() -> None:
    """Print how many exercises are done, which is next, and the commands for it."""
    course = find_course()
    exercises = course.exercises()
    to_do = [exercise for exercise in exercises if not course.is_done(exercise)]
    done = len(exercises) - len(to_do)
    if not to_do:
        output().print(f"All {done} exercises are done. See `workshop list`, or write one with `workshop new`.")
        return
    exercise = course.find(None)
    file = course.answers.begin(exercise)
    output().print(f"{done} of {len(exercises)} exercises are done. Next is {exercise.name}: {exercise.title}.\n")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for purpose, step in (
        ("read", f"{shown(exercise.folder / README)}"),
        ("write tests in", f"{shown(file)}"),
        ("check them with", "workshop check"),
        ("on every save with", "workshop watch"),
        ("if you're stuck", "workshop hint"),
    ):
        table.add_row(purpose, step)
    output().print(table)


def next_step(course: LearnerProgress, exercise: Exercise) -> str:
    """Return what to do once an exercise is done, as Markdown: the next that isn't, and the command for it."""
    following = course.after(exercise)
    if following is None:
        return "That was the last one: all exercises are done, and with them the course."
    readme = shown(following.folder / README)
    return (
        f"Next is {following.name}: {following.title}. Read {readme}, then run\n\n    workshop check {following.name}"
    )


def show_exercises(course: LearnerProgress) -> None:
    """Print a table of all exercises and the learner's progress."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=theme.STRONG)
    for column in ("exercise", "title", "technique", "state"):
        table.add_column(column, no_wrap=column == "exercise")  # you type the name, so it must be whole
    current = course.find(None).name
    for each in course.exercises():
        state = course.state(each)
        style = theme.FINISHED if state == "done" else theme.CURRENT if each.name == current else None
        table.add_row(each.name, each.title, each.technique, state, style=style)
    output().print(table)
