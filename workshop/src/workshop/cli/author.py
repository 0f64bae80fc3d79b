"""The commands for authors of exercises."""

from pathlib import Path
from typing import Annotated

import typer

from workshop.cli.console import errors, output, say
from workshop.cli.project import find_root, shown
from workshop.course.exercise import exercises_folder, find_exercise, find_exercises, read_exercise
from workshop.course.lint import verify as problems_of
from workshop.course.scaffold import scaffold

app = typer.Typer()
PANEL = "Write exercises"


@app.command(rich_help_panel=PANEL)
def verify(
    exercises: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EXERCISE]...", help="Numbers, names or folders of exercises; without any, all."),
    ] = None,
) -> None:
    """Verify exercises: the solution, the bad suites, the mutants and the texts; fails if one has a problem."""
    root = find_root()
    folders = [find_exercise(root, each) for each in exercises] if exercises else find_exercises(root)
    failed = 0
    for folder in folders:
        with errors.status(folder.name) as status:
            tell = lambda what, name=folder.name: status.update(f"{name}: {what}")  # noqa: E731
            problems = list(problems_of(read_exercise(folder), root, tell))
        output.print(f"{folder.name}: {'has problems' if problems else 'ok'}")
        for problem in problems:
            say(f"{folder.name}: {problem}")
        failed += bool(problems)
    raise typer.Exit(1 if failed else 0)


@app.command(rich_help_panel=PANEL)
def new(name: Annotated[str, typer.Argument(help="A name such as 13-time-zones, or a folder anywhere.")]) -> None:
    """Create the skeleton of an exercise; `workshop verify` then tells you what to write."""
    folder = Path(name) if Path(name).name != name else exercises_folder(find_root()) / name
    for path in scaffold(folder):
        output.print(f"{shown(path)}", soft_wrap=True)
    output.print(f"\nNow run `workshop verify {name}` until it reports no problems.", soft_wrap=True)
