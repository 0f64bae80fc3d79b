"""The commands for teachers: is this machine ready, and how good are the tests of a class."""

import os
import sys
from collections import Counter
from pathlib import Path
from time import monotonic

import click

from workshop.cli.console import output, progress, say
from workshop.cli.project import find_root
from workshop.course.doctor import examine
from workshop.course.exercise import find_exercise, find_exercises, read_exercise
from workshop.errors import MachineError
from workshop.grading.grade import STATES, Grade
from workshop.grading.grader import Grader
from workshop.grading.report import as_csv, as_html
from workshop.grading.submissions import Submission, find_submissions
from workshop.reports import theme

FILE = click.Path(path_type=Path)


@click.command
@click.argument(
    "folders",
    metavar="DIR...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="One folder for each learner.",
)
@click.option("--exercise", metavar="EXERCISE", multiple=True, help="Grade this exercise only; can be repeated.")
@click.option("--csv", type=FILE, default="grades.csv", show_default=True, help="Where to write the table.")
@click.option("--html", type=FILE, default="grades.html", show_default=True, help="Where to write the web page.")
@click.option(
    "--limit",
    type=click.FloatRange(min=1),
    default=120,
    show_default=True,
    help="Seconds that the tests for one exercise may take.",
)
def grade(folders: tuple[Path, ...], exercise: tuple[str, ...], csv: Path, html: Path, limit: float) -> None:
    """Grade the tests of a class, found in DIR/answers, into a CSV file and a web page.

    Every test runs in a separate process with at most 2 GiB of memory; nothing is written to the folders.
    """
    root = find_root()
    exercises = [find_exercise(root, name) for name in exercise] if exercise else find_exercises(root)
    submissions = find_submissions(list(folders), [read_exercise(folder) for folder in exercises])
    began = monotonic()
    grades: list[Grade] = []
    try:
        with progress("grading") as update:
            for each in Grader(root, jobs=os.cpu_count() or 1, seconds=limit).grade(submissions):
                grades.append(each)
                update("grading", len(grades), len(submissions))
    finally:  # an interruption loses no grade
        _write_grades(grades, submissions, csv, html)
    counts = Counter(each.state for each in grades)
    summary = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    output().print(f"{len(grades)} submissions in {monotonic() - began:.1f} s: {summary}.")
    output().print(f"See {csv} and {html}.", soft_wrap=True)


def _write_grades(grades: list[Grade], submissions: list[Submission], csv: Path, html: Path) -> None:
    """Write the grades in the order of the submissions, and say so if some are missing."""
    position = {submission: number for number, submission in enumerate(submissions)}
    grades.sort(key=lambda each: position[each.submission])
    for file, text in ((csv, as_csv(grades)), (html, as_html(grades))):
        try:
            file.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise MachineError(f"{file} can't be written: {error.strerror}") from None
    if len(grades) < len(submissions):
        say(f"interrupted: only {len(grades)} of {len(submissions)} submissions are graded")


@click.command
def doctor() -> None:
    """Check, before a class and without a network, whether this machine is ready."""
    is_ready = True
    for finding in examine(find_root()):
        mark = theme.GOOD if finding.is_good else theme.WARNING if finding.is_usable else theme.BAD
        output().print(f"{mark.symbol} {finding.message}", style=mark.style, soft_wrap=True)
        is_ready &= finding.is_usable
    output().print("\nReady." if is_ready else "\nNot ready: see above.", style=theme.STRONG)
    sys.exit(0 if is_ready else 1)
