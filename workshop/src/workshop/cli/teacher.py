"""The commands for who runs a workshop: is this machine ready, and what is the work of a class worth."""

import os
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from workshop.cli.console import find_root, output, progress, say
from workshop.course.doctor import examine
from workshop.course.exercise import find_exercise, find_exercises, read_exercise
from workshop.grading.grader import Grade, Grader, find_submissions
from workshop.grading.report import as_csv, as_html

app = typer.Typer()
PANEL = "Run a workshop"


@app.command(rich_help_panel=PANEL)
def grade(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR", help="A folder for each learner.", exists=True, file_okay=False)
    ],
    exercise: Annotated[
        list[str] | None, typer.Option(metavar="EXERCISE", help="Grade this exercise, and not all.")
    ] = None,
    csv: Annotated[Path, typer.Option(help="Where to write the table.")] = Path("grades.csv"),
    html: Annotated[Path, typer.Option(help="Where to write the page.")] = Path("grades.html"),
    limit: Annotated[float, typer.Option(min=1, help="Seconds that the tests for one exercise may take.")] = 120,
) -> None:
    """Grade the tests of a class, found in DIR/answers, into a CSV file and an HTML page.

    Every test runs in a process of its own, with 2 GiB of memory at most; nothing is written to the folders.
    """
    root = find_root()
    names = [find_exercise(root, name) for name in exercise] if exercise else find_exercises(root)
    submissions = find_submissions(folders, [read_exercise(folder) for folder in names])
    order = {submission: number for number, submission in enumerate(submissions)}
    began = monotonic()
    grades: list[Grade] = []
    try:
        with progress() as bar:
            task = bar.add_task("grading", total=len(submissions))
            for each in Grader(root, jobs=os.cpu_count() or 1, seconds=limit).grade(submissions):
                grades.append(each)
                bar.advance(task)
    finally:  # also what there is at an interruption
        grades.sort(key=lambda each: order[each.submission])
        for file, text in ((csv, as_csv(grades)), (html, as_html(grades))):
            _write(file, text)
        if len(grades) < len(submissions):
            say(f"interrupted: only {len(grades)} of {len(submissions)} are graded")
    states = Counter(each.state for each in grades)
    told = ", ".join(f"{states[state]} {state}" for state in ("done", "not done", "error", "missing") if states[state])
    output.print(f"{len(grades)} submissions in {monotonic() - began:.1f} s: {told}.")
    output.print(f"See {csv} and {html}.", soft_wrap=True)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        say(f"{file}: {error.strerror}")
        raise typer.Exit(2) from None


@app.command(rich_help_panel=PANEL)
def doctor() -> None:
    """Find out, before a class and without a network, whether this machine is ready."""
    is_ready = True
    for finding in examine(find_root()):
        mark, style = ("✓", "green") if finding.is_good else ("!", "yellow") if finding.is_usable else ("✗", "red")
        output.print(f"{mark} {finding.what}", style=style, soft_wrap=True)
        is_ready &= finding.is_usable
    output.print("\nReady." if is_ready else "\nNot ready: see above.", style="bold")
    raise typer.Exit(0 if is_ready else 1)
