"""Where the learner is, and what to do next: the output of `workshop` alone, and of `workshop init`."""

from rich.table import Table

from workshop.cli.console import output
from workshop.cli.project import find_course, shown
from workshop.course.exercise import README


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
