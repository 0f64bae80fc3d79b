"""The command that finds out whether this machine is ready for a workshop."""

import sys

import click

from workshop.cli.console import output
from workshop.cli.project import find_root
from workshop.course.doctor import examine
from workshop.reports import theme


@click.command
def doctor() -> None:
    """Check, before a class and without a network, whether this machine is ready."""
    is_ready = True
    for finding in examine(find_root()):
        mark = theme.GOOD if finding.is_good else theme.WARNING if finding.is_usable else theme.BAD
        output().print_prose(f"{mark.symbol} {finding.message}", style=mark.style)
        is_ready &= finding.is_usable
    output().print("\nReady." if is_ready else "\nNot ready: see above.", style=theme.STRONG)
    sys.exit(0 if is_ready else 1)
