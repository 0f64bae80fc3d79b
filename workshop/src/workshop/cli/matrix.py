"""The command for the kill matrix of a project."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from workshop.cli.console import output, progress, say
from workshop.cli.project import CATALOGUE, find_catalogue
from workshop.course.verified import Verified
from workshop.engine.controller.pool import Pool
from workshop.errors import MachineError, UsageError
from workshop.invocation import command
from workshop.judging.matrix import Matrix
from workshop.judging.matrix_runner import run_matrix, suite_of
from workshop.mutants import planting
from workshop.mutants.catalogue import Catalogue
from workshop.reports.matrix import FORMATS, SUFFIXES, as_table

FILE = click.Path(path_type=Path)
TABLE = "table"


@click.command
@click.option(
    "--format",
    "format_",
    type=click.Choice([TABLE, *FORMATS]),
    metavar="FORMAT",
    default=TABLE,
    show_default=True,
    help=f"How to print the matrix: {', '.join([TABLE, *FORMATS])}.",
)
@click.option(
    "--write", type=FILE, metavar="FILE", multiple=True, help="Also write it to this file: .svg, .md or .json."
)
@click.option("--check", type=FILE, metavar="FILE", multiple=True, help="Fail if this file is out of date.")
@click.option("--no-cache", is_flag=True, help="Also check what hasn't changed since it was checked.")
def matrix(format_: str, write: tuple[Path, ...], check: tuple[Path, ...], *, no_cache: bool) -> None:
    """Run all tests on every mutant and show which technique's tests kill which; fails if a mutant survives."""
    for file in (*write, *check):
        if file.suffix not in SUFFIXES:
            raise click.BadParameter(f"{file}: the name must end in {', '.join(SUFFIXES)}")
    catalogue = find_catalogue()
    if planted := planting.find_planted(catalogue):
        raise UsageError(f"{planted.name} is planted in the program: take it out first with `{command('unplant')}`")
    verified = Verified(catalogue.root, "matrix")
    relevant = _relevant(catalogue, check)
    if check and not write and format_ == TABLE and not no_cache and verified.is_unchanged(*relevant):
        output().print("unchanged since it was checked: every mutant is killed as it should be")
        return
    drawn = _run(catalogue)
    if format_ == TABLE:
        output().print(as_table(drawn))
    else:
        sys.stdout.write(FORMATS[format_](drawn))
    for file in write:
        _write(file, _text(drawn, file))
    problems = [*drawn.problems(), *(_stale(file) for file in check if not _is_current(drawn, file))]
    for problem in problems:
        say(problem)
    if problems:
        sys.exit(1)
    if check:
        verified.remember(*relevant)


def _relevant(catalogue: Catalogue, checked: Iterable[Path]) -> list[Path]:
    """Return the files and folders that the result of a check depends on."""
    tests = [(catalogue.root / CATALOGUE).parent, *catalogue.techniques.values()]
    return [catalogue.subject.path, *tests, catalogue.root / "pyproject.toml", *checked]


def _run(catalogue: Catalogue) -> Matrix:
    catalogue.check()
    with Pool(catalogue.subject, suite_of(catalogue)) as pool, progress("starting") as update:
        return run_matrix(pool, catalogue, update)


def _text(matrix: Matrix, file: Path) -> str:
    return FORMATS[SUFFIXES[file.suffix]](matrix)


def _is_current(matrix: Matrix, file: Path) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == _text(matrix, file)


def _stale(file: Path) -> str:
    return f"{file} is out of date: update it with `{command(f'matrix --write {file}')}`"


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MachineError(f"{file} can't be written: {error.strerror}") from None
