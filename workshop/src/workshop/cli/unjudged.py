"""Says what a check of all exercises didn't judge: nothing at all, or files that belong to no exercise."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from workshop.cli.console import listed, say
from workshop.cli.project import shown
from workshop.course.exercise import Exercise
from workshop.course.progress import LearnerProgress
from workshop.course.unjudged import find_unjudged
from workshop.invocation import command
from workshop.reports import theme
from workshop.reports.verdict_markdown import as_code


def mention_unjudged(course: LearnerProgress, started: Sequence[Exercise], *, markdown: bool) -> None:
    """Say on stderr that no exercise is started, or that files belong to none; with `markdown`, on stdout too.

    Says nothing if all of the learner's tests belong to exercises that are started.
    """
    files = find_unjudged(course.answers, started)
    if started and not files:
        return
    say(_message(course, files, is_started=bool(started), mark=str))
    if markdown:
        message = _message(course, files, is_started=bool(started), mark=as_code)
        sys.stdout.write(f"\n{theme.NOT_DONE_IN_MARKDOWN} {message[0].upper()}{message[1:]}.\n")


def _message(course: LearnerProgress, files: Sequence[Path], *, is_started: bool, mark: Callable[[str], str]) -> str:
    """Return what to say of files; `mark` marks a path in it."""
    start = "" if is_started else "no exercise is started; "
    if not files:
        return f"{start}run `{command()}` to begin"
    names = listed([mark(f"{shown(path)}") for path in files])
    usual = mark(f"{shown(_usual_file(course, files[0]))}")
    verb = "isn't" if len(files) == 1 else "aren't"
    return f"{start}{names} {verb} judged: tests belong in files such as {usual}"


def _usual_file(course: LearnerProgress, path: Path) -> Path:
    """Return where tests belong: those of the exercise in whose folder a path is, or else of the first exercise."""
    exercises = course.exercises()
    meant = (each for each in exercises if path.is_relative_to(course.answers.folder(each)))
    return course.answers.file(next(meant, exercises[0]))
