"""The `workshop` command."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper

import typer

from workshop.errors import WorkshopError

MODULES = {
    "learner": ("init", "check", "hint", "watch", "solution", "reset", "list"),
    "teacher": ("grade", "doctor"),
    "author": ("verify", "new"),
    "mutants": ("show", "plant", "unplant"),
    "matrix": ("matrix",),
}
REPORTS_PLANTED = {"matrix", "plant", "unplant"}  # these commands deal with a planted mutant themselves


def main() -> None:
    """Run the command. Exit code 1 means that tests or exercises fall short, 2 that the command couldn't do its job."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # on Windows the encoding of a pipe may lack our symbols
    try:
        build_app(*sys.argv[1:2])(prog_name="workshop")
    except WorkshopError as error:
        _say(f"{error}")
        sys.exit(2)


def build_app(command: str | None = None) -> typer.Typer:
    """Return the application with the commands that are needed to run one, or all of them for help and typing errors.

    Importing the modules of all commands takes longer than some commands do.
    """
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(workshop)
    for module in _modules_for(command):
        app.add_typer(import_module(f"workshop.cli.{module}").app)
    return app


def _modules_for(command: str | None) -> Iterable[str]:
    if command is None:
        return ()
    return [module for module, commands in MODULES.items() if command in commands] or MODULES


def workshop(context: typer.Context) -> None:
    """Learn to test: write tests, and see which bugs they catch. Without a command, shows what to do next."""
    if context.invoked_subcommand not in REPORTS_PLANTED:
        _mention_planted()
    if context.invoked_subcommand is None:
        from workshop.cli.status import show_status  # noqa: PLC0415 - other commands don't need it

        show_status()


def _mention_planted() -> None:
    from workshop.cli.project import find_catalogue  # noqa: PLC0415 - `--help` doesn't need it
    from workshop.mutants.planting import find_planted  # noqa: PLC0415

    with suppress(WorkshopError):  # the commands that need the catalogue report what's wrong with it
        if planted := find_planted(find_catalogue()):
            _say(f"{planted.name} is planted in {planted.file}; take it out with `workshop unplant`")


def _say(message: str) -> None:
    from workshop.cli.console import say  # noqa: PLC0415 - rich takes long to import, and most runs say nothing

    say(message)
