"""What commands say when the sandbox of this machine isn't complete."""

import click

from workshop.cli.console import say
from workshop.engine.sandbox import missing
from workshop.errors import MachineError


def mention_missing() -> None:
    """Print a line if tests can do something here that a complete sandbox prevents."""
    if lacks := missing():
        say(f"the sandbox isn't complete here: tests can {'; '.join(lacks)}")


def check_sandbox(*, is_required: bool) -> None:
    """Print that line, or raise MachineError if the sandbox is required."""
    if is_required and (lacks := missing()):
        raise MachineError(f"the sandbox isn't complete here, so no tests were run: they can {'; '.join(lacks)}")
    mention_missing()


require_sandbox_option = click.option(
    "--require-sandbox",
    is_flag=True,
    help="Run nothing unless the sandbox is complete, here or on the workers of --scheduler; the command `doctor` says"
    " what it lacks.",
)
