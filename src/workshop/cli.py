"""The `workshop` command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from workshop import planting
from workshop.catalogue import Catalogue, CatalogueError, read_catalogue
from workshop.hunt import draw
from workshop.matrix import Matrix
from workshop.planting import PlantingError
from workshop.report import FORMATS, SUFFIXES, as_table
from workshop.runner import Runner, RunnerError

CATALOGUE = Path("tests") / "mutants.toml"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
output = Console(highlight=False, markup=False, emoji=False)
errors = Console(highlight=False, markup=False, emoji=False, stderr=True)


class Format(StrEnum):
    """What the matrix can be printed as."""

    TABLE = "table"
    MARKDOWN = "markdown"
    SVG = "svg"
    JSON = "json"


def main() -> None:
    """Run the command; exit code 1 is for what was judged and found wanting, 2 for what could not be done."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # that of a pipe on Windows has no sign for a kill
    try:
        app()
    except (CatalogueError, PlantingError, RunnerError) as error:
        _say(f"{error}")
        sys.exit(2)


@app.callback()
def workshop() -> None:
    """Judge tests: plant bugs in a program, and see which of its tests notice."""


@app.command()
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
    catalogue = _catalogue(mention_planted=False)
    if planted := planting.find_planted(catalogue):
        raise PlantingError(f"not with {planted.name} in the program: take it out first, with `workshop unplant`")
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
        _say(problem)
    raise typer.Exit(1 if problems else 0)


@app.command()
def show(mutant: str) -> None:
    """Show a bug: what it changes, and what it costs."""
    catalogue = _catalogue()
    found = catalogue.find(mutant)
    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in planting.diff(catalogue, found).splitlines():
        output.print(Text(line.rstrip(), style=styles.get(line[:1], "")), soft_wrap=True)
    output.print(f"\n{found.why}")


@app.command()
def plant(mutant: str) -> None:
    """Put a bug into the program itself, to look for with plain pytest."""
    catalogue = _catalogue(mention_planted=False)
    found = catalogue.find(mutant)
    file = planting.plant(catalogue, found)
    output.print(found.why)
    output.print(f"It is in {file} now. Take it out again with `workshop unplant`.", soft_wrap=True)


@app.command()
def unplant() -> None:
    """Take the bug out again."""
    mutant = planting.unplant(_catalogue(mention_planted=False))
    output.print(f"{mutant.name} is out again.")


def _catalogue(*, mention_planted: bool = True) -> Catalogue:
    """Return the catalogue of the project that we are in, and say so if one of its mutants is planted."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CATALOGUE).exists():
            catalogue = read_catalogue(folder / CATALOGUE)
            if mention_planted and (planted := planting.find_planted(catalogue)):
                _say(f"{planted.name} is planted in {planted.file}; take it out with `workshop unplant`")
            return catalogue
    raise CatalogueError(f"there is no {CATALOGUE}, here or in a folder above {here}")


def _drawn(catalogue: Catalogue) -> Matrix:
    catalogue.check()
    with Runner(catalogue.subject, catalogue.suite) as runner, _progress() as progress:
        task = progress.add_task("starting", total=None)
        return draw(
            runner,
            catalogue,
            lambda what, done, total: progress.update(task, description=what, completed=done, total=total),
        )


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on a terminal how far a long work is, and elsewhere nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not sys.stderr.isatty()) as progress:
        yield progress


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from None


def _say(message: str) -> None:
    errors.print(f"workshop: {message}", style="yellow", soft_wrap=True)
