"""The commands for the kill matrix of a project, and for its bugs."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from workshop.cli.console import find_catalogue, output, progress, say
from workshop.engine.controller.pool import Pool
from workshop.errors import UsageError
from workshop.judging.matrix import Matrix
from workshop.judging.matrix_runner import run_matrix
from workshop.mutants import planting
from workshop.mutants.catalogue import Catalogue
from workshop.reports.matrix import FORMATS, SUFFIXES, as_table

app = typer.Typer()
PANEL = "The kill matrix, and bugs by hand"


class Format(StrEnum):
    """What the matrix can be printed as."""

    TABLE = "table"
    MARKDOWN = "markdown"
    SVG = "svg"
    JSON = "json"


@app.command(rich_help_panel=PANEL)
def matrix(
    format_: Annotated[Format, typer.Option("--format", help="What to print the matrix as.")] = Format.TABLE,
    write: Annotated[
        list[Path] | None, typer.Option(help="Also write it to this file: .svg, .md or .json.", metavar="FILE")
    ] = None,
    check: Annotated[
        list[Path] | None, typer.Option(help="Fail if this file does not show it as it is.", metavar="FILE")
    ] = None,
) -> None:
    """Show which technique's tests catch which bug, by running them all; fails if a bug survives."""
    for file in [*(write or ()), *(check or ())]:
        if file.suffix not in SUFFIXES:
            raise typer.BadParameter(f"{file}: the name must end in {', '.join(SUFFIXES)}")
    catalogue = find_catalogue()
    if planted := planting.find_planted(catalogue):
        raise UsageError(f"not with {planted.name} in the program: take it out first, with `workshop unplant`")
    drawn = _drawn(catalogue)
    if format_ is Format.TABLE:
        output.print(as_table(drawn))
    else:
        sys.stdout.write(FORMATS[format_](drawn))
    for file in write or ():
        _write(file, FORMATS[SUFFIXES[file.suffix]](drawn))
    stale = [
        f"{file} is out of date: bring it up to date with `workshop matrix --write {file}`"
        for file in check or ()
        if not file.exists() or file.read_text(encoding="utf-8") != FORMATS[SUFFIXES[file.suffix]](drawn)
    ]
    problems = [*drawn.problems(), *stale]
    for problem in problems:
        say(problem)
    raise typer.Exit(1 if problems else 0)


@app.command(rich_help_panel=PANEL)
def plant(mutant: str) -> None:
    """Put a bug into the program itself, to look for with plain pytest."""
    catalogue = find_catalogue()
    found = catalogue.find(mutant)
    file = planting.plant(catalogue, found)
    output.print(found.why)
    output.print(f"It is in {file} now. Take it out again with `workshop unplant`.", soft_wrap=True)


@app.command(rich_help_panel=PANEL)
def unplant() -> None:
    """Take the bug out again."""
    mutant = planting.unplant(find_catalogue())
    output.print(f"{mutant.name} is out again.")


def _drawn(catalogue: Catalogue) -> Matrix:
    catalogue.check()
    with Pool(catalogue.subject, catalogue.suite) as pool, progress() as bar:
        task = bar.add_task("starting", total=None)
        return run_matrix(
            pool,
            catalogue,
            lambda what, done, total: bar.update(task, description=what, completed=done, total=total),
        )


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from None
