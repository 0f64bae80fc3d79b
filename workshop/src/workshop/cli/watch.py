"""The command that judges the learner's tests on every save."""

import errno
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from textwrap import fill
from types import FrameType

import click

from workshop.cli.console import output, say
from workshop.cli.hint import give_hint
from workshop.cli.keypress import keys_to
from workshop.cli.learner import show_verdict
from workshop.cli.options import optional_exercise
from workshop.cli.project import find_course, shown
from workshop.cli.status import next_step, show_exercises
from workshop.course.checked import Checked
from workshop.course.exercise import README, Exercise
from workshop.course.progress import LearnerProgress
from workshop.course.watch import QUIT, Screen, Watch
from workshop.reports import theme

KEYS = ("h hint", "n next exercise", "l list", "r run again (or Enter)", "q quit")
TO_GET_A_HINT = "Press h."
NO_BREAK = "\xa0"
SIGNALS = ("SIGTERM", "SIGHUP")  # that end a process; Windows has just the first


@click.command
@optional_exercise
def watch(exercise: str | None) -> None:
    """Judge your tests on every save; press keys for a hint, the next exercise, or to quit."""
    course = find_course()
    screen = Screen(
        checking=lambda each: output().print(f"checking {each.name} ...", style=theme.MUTED),
        verdict=partial(_show_verdict, course),
        hint=partial(_show_hint, course),
        exercises=partial(_show_exercises, course),
        trouble=say,
        keys=_show_keys,
    )
    watching = Watch(course, screen)
    with _ending_in_order(), keys_to(watching.press, closed=partial(watching.take, QUIT)):
        watching.run(course.find(exercise))


def _show_verdict(course: LearnerProgress, checked: Checked) -> None:
    """Show a verdict and the keys, on a terminal in place of what was there."""
    if output().is_terminal:
        output().clear()
    show_verdict(checked, TO_GET_A_HINT)
    exercise = checked.exercise
    if checked.verdict.is_done:
        output().print_prose(next_step(course, exercise))
    elif not course.answers.checked_at(exercise):
        file, minutes = shown(course.answers.file(exercise)), exercise.minutes
        output().print_prose(f"\nRead {shown(exercise.folder / README)}, then write your tests in {file}.")
        output().print_prose(f"It usually takes about {minutes} minutes.")
    _show_keys()


def _show_hint(course: LearnerProgress, exercise: Exercise) -> None:
    give_hint(course, exercise)
    _show_keys()


def _show_exercises(course: LearnerProgress) -> None:
    show_exercises(course)
    _show_keys()


def _show_keys() -> None:
    """Show the keys; a narrow terminal gets them in several lines, and none of them is apart from its words."""
    line = "   ".join(key.replace(" ", NO_BREAK) for key in KEYS)
    output().print(f"\n{fill(line, output().width).replace(NO_BREAK, ' ')}", style=theme.MUTED)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Have signals that end the process, and a terminal that has gone, end it as QUIT does: with all it has started."""
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        if before[number] == signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        yield
    except OSError as error:
        if error.errno == errno.EIO:  # nobody sees what's written
            sys.exit(1)
        raise
    finally:
        for number in numbers:
            signal.signal(number, before[number])


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)  # as shells say it
