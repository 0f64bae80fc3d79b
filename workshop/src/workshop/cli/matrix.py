"""The command for the kill matrix of a project."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from workshop.cli.console import output, progress, say
from workshop.cli.project import CATALOGUE, find_catalogue
from workshop.course.verified import Verified
from workshop.engine.controller.pool import Pool
from workshop.errors import MachineError, UsageError, machine_errors
from workshop.invocation import command, quoted
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
@click.option("--claims", is_flag=True, help="Draw nothing, and run each mutant only where it must be killed: faster.")
@click.option("--no-cache", is_flag=True, help="Also check what hasn't changed since it was checked.")
def matrix(format_: str, write: tuple[Path, ...], check: tuple[Path, ...], *, claims: bool, no_cache: bool) -> None:
    """Run all tests on every mutant and show which technique's tests kill which; fails if a mutant survives."""
    is_drawn = bool(write) or format_ != TABLE
    if claims and (is_drawn or check):
        raise click.UsageError("--claims draws nothing: leave out --format, --write and --check")
    _check_names((*write, *check))
    catalogue = find_catalogue()
    _check_nothing_is_planted(catalogue)
    verified = Verified(catalogue.root, "claims" if claims else "matrix")
    subject = catalogue.subject.path
    found = verified.fingerprint(subject, *_others(catalogue))
    is_known = verified.is_unchanged(subject, found + verified.fingerprint(*check))
    if (check or claims) and not is_drawn and not no_cache and is_known:
        output().print("unchanged since it was checked: every mutant is killed as it should be")
        return
    drawn = _run(catalogue, only_claims=claims)
    if claims:
        output().print(f"{len(drawn.mutants)} mutants, {len(drawn.kills)} kills")
    else:
        _print(drawn, format_)
    for file in write:
        _write(file, _text(drawn, file))
    found += verified.fingerprint(*check)
    problems = [*drawn.problems(), *(_stale(file) for file in check if not _is_current(drawn, file))]
    for problem in problems:
        say(problem)
    if problems:
        sys.exit(1)
    if check or claims:
        verified.remember(subject, found)


def _check_names(files: Iterable[Path]) -> None:
    """Refuse a file whose name doesn't say which format it has."""
    for file in files:
        if file.suffix not in SUFFIXES:
            raise click.BadParameter(f"{file}: the name must end in {', '.join(SUFFIXES)}")


def _check_nothing_is_planted(catalogue: Catalogue) -> None:
    if planted := planting.find_planted(catalogue):
        raise UsageError(f"{planted.name} is planted in the program: take it out first with `{command('unplant')}`")


def _others(catalogue: Catalogue) -> list[Path]:
    """Return the files and folders besides the program that a matrix depends on."""
    tests = [(catalogue.root / CATALOGUE).parent, *catalogue.techniques.values()]
    return [*tests, catalogue.root / "pyproject.toml"]


def _run(catalogue: Catalogue, *, only_claims: bool) -> Matrix:
    catalogue.check()
    with machine_errors(), Pool(catalogue.subject, suite_of(catalogue)) as pool, progress("starting") as update:
        return run_matrix(pool, catalogue, update, only_claims=only_claims)


def _print(matrix: Matrix, format_: str) -> None:
    if format_ == TABLE:
        output().print(as_table(matrix))
    else:
        sys.stdout.write(FORMATS[format_](matrix))


def _text(matrix: Matrix, file: Path) -> str:
    return FORMATS[SUFFIXES[file.suffix]](matrix)


def _is_current(matrix: Matrix, file: Path) -> bool:
    with suppress(OSError, ValueError):  # it's missing, or has another encoding
        return file.read_text(encoding="utf-8") == _text(matrix, file)
    return False


def _stale(file: Path) -> str:
    step = command(f"matrix --write {quoted(f'{file}')}")
    return f"{file} is out of date: update it with `{step}`"


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MachineError(f"{file} can't be written: {error.strerror}") from None
