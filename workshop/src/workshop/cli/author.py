"""The commands for who writes exercises."""

from pathlib import Path
from typing import Annotated

import typer

from workshop.cli.console import errors, find_root, output, say, shown
from workshop.course.exercise import exercises_folder, find_exercise, find_exercises, read_exercise
from workshop.course.lint import verify as problems_of
from workshop.course.scaffold import scaffold

app = typer.Typer()
PANEL = "Write exercises"


@app.command(rich_help_panel=PANEL)
def verify(
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[EXERCISE]...", help="Numbers, names or folders; else all.")
    ] = None,
) -> None:
    """Verify exercises: solutions, bad suites, mutants and words are as they claim; fails where one is not."""
    root = find_root()
    folders = [find_exercise(root, each) for each in exercises] if exercises else find_exercises(root)
    failed = 0
    for folder in folders:
        with errors.status(folder.name) as status:
            tell = lambda what, name=folder.name: status.update(f"{name}: {what}")  # noqa: E731
            problems = list(problems_of(read_exercise(folder), root, tell))
        output.print(f"{folder.name}: {'not yet' if problems else 'ok'}")
        for problem in problems:
            say(f"{folder.name}: {problem}")
        failed += bool(problems)
    raise typer.Exit(1 if failed else 0)


@app.command(rich_help_panel=PANEL)
def new(name: Annotated[str, typer.Argument(help="Such as 13-time-zones; or a folder anywhere.")]) -> None:
    """Make the skeleton of an exercise; `workshop verify` then leads you through."""
    folder = Path(name) if Path(name).name != name else exercises_folder(find_root()) / name
    for path in scaffold(folder):
        output.print(f"{shown(path)}", soft_wrap=True)
    output.print(f"\nNow `workshop verify {name}`, until it is content.", soft_wrap=True)
