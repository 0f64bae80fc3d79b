"""How the commands talk to the user: results on stdout, everything else on stderr."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from workshop.reports import theme

if TYPE_CHECKING:
    from workshop.reports.console import PrintableConsole

Update = Callable[[str, int, int | None], None]  # takes a description, how many steps are done, and how many there are
MENTIONED = 5  # names in a message


@cache
def output() -> "PrintableConsole":
    """Return the console for results."""
    return _console(stderr=False)


@cache
def errors() -> "PrintableConsole":
    """Return the console for everything else."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> "PrintableConsole":
    from workshop.reports.console import PrintableConsole  # noqa: PLC0415 - slow to import: a check starts its tests first

    return PrintableConsole(stderr=stderr)


def say(message: str) -> None:
    """Print a message that isn't part of the result, on stderr."""
    errors().print_prose(f"workshop: {message}", style=theme.MESSAGE)


def listed(names: Sequence[object]) -> str:
    """Return names as an enumeration; of many only the first and how many others there are."""
    *first, last = map(str, names)
    if len(first) >= MENTIONED:
        first, last = first[: MENTIONED - 1], f"{len(names) - MENTIONED + 1} others"
    return f"{', '.join(first)} and {last}" if first else last


def print_diff(diff: str) -> None:
    """Print a diff in color, without wrapping its lines."""
    from workshop.reports.hint_text import diff_text  # noqa: PLC0415 - imports rich

    output().print(diff_text(diff), crop=False)


@contextmanager
def progress(description: str) -> Iterator[Update]:
    """Show a progress bar, which the yielded function updates; without a terminal, show nothing."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - slow to import

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors(), transient=True) as bar:
        task = bar.add_task(description, total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
