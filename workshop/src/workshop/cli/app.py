"""The `workshop` command."""

import sys
from contextlib import suppress
from io import TextIOWrapper

import typer

from workshop.cli import author, learner, matrix, teacher
from workshop.cli.console import find_catalogue, say
from workshop.errors import AuthorError, EngineError, MachineError, UsageError
from workshop.mutants import planting

SPEAKS_OF_PLANTED = {"matrix", "plant", "unplant"}  # the commands that say themselves what is planted

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (learner, teacher, author, matrix):
    app.add_typer(commands.app)


def main() -> None:
    """Run the command; exit code 1 is for what was judged and found wanting, 2 for what could not be done."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # that of a pipe on Windows has no sign for a kill
    try:
        app()
    except (MachineError, AuthorError, UsageError, EngineError) as error:
        say(f"{error}")
        sys.exit(2)


@app.callback(invoke_without_command=True)
def workshop(context: typer.Context) -> None:
    """Learn to test: write tests, and see which bugs they catch. Alone it says where you are, and what to type next."""
    if context.invoked_subcommand not in SPEAKS_OF_PLANTED:
        _mention_planted()
    if context.invoked_subcommand is None:
        learner.show_status()


def _mention_planted() -> None:
    with suppress(AuthorError):  # who needs the catalogue will be told
        if planted := planting.find_planted(find_catalogue()):
            say(f"{planted.name} is planted in {planted.file}; take it out with `workshop unplant`")
