"""The `workshop` command."""

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO, TextIOWrapper
from shutil import get_terminal_size

import click

from workshop.errors import WorkshopError
from workshop.invocation import command

SECTIONS = {  # of the help; each command with the module and the function that it's in
    "Learn": {
        "init": "learner:init",
        "check": "learner:check",
        "watch": "watch:watch",
        "hint": "hint:hint",
        "solution": "learner:solution",
        "reset": "learner:reset",
        "list": "status:list_",
        "show": "mutants:show",
    },
    "Run a workshop": {
        "grade": "teacher:grade",
        "doctor": "doctor:doctor",
        "autograder": "autograder:autograder",
    },
    "Write exercises": {"verify": "author:verify", "new": "author:new", "draft-mutant": "author:draft"},
    "Kill matrix and mutants": {"plant": "mutants:plant", "unplant": "mutants:unplant", "matrix": "matrix:matrix"},
}
COMMANDS = {name: source for section in SECTIONS.values() for name, source in section.items()}
REPORTS_PLANTED = {"matrix", "plant", "unplant"}  # these commands deal with a planted mutant themselves
NARROW = 52  # columns; click doesn't wrap help to fewer
LOST = (errno.ENOSPC, errno.EDQUOT, errno.EIO)  # errors of writing to an open file, such as stdout
INTERRUPTED = 130  # the exit code that shells use for Ctrl-C


def main() -> None:
    """Run the command. Exit code 1 means that tests or exercises fall short, 2 that the command couldn't do its job."""
    if sys.stdout is None:
        _say("the standard output is closed: leave it open, or add > /dev/null")
        sys.exit(2)
    if isinstance(sys.stdout, TextIOWrapper):
        # On Windows the encoding of a pipe may lack our symbols; and a path may be no text in any encoding.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            sys.exit(workshop(prog_name=command(), terminal_width=_terminal_width(), standalone_mode=False) or 0)
        finally:
            sys.stdout.flush()
    except click.Abort:  # by Ctrl-C
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        _show_misuse(error)
        sys.exit(error.exit_code)
    except WorkshopError as error:
        _say(f"{error}")
        sys.exit(2)
    except OSError as error:
        is_closed = _is_pipe_closed(error)
        if error.filename is not None or not (is_closed or error.errno in LOST):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes the rest of it when it exits
        if is_closed:  # the reader has had enough; click does the same
            sys.exit(1)
        _say(f"the output can't be written: {error.strerror}")
        sys.exit(2)


def _is_pipe_closed(error: OSError) -> bool:
    """Return whether the program that was reading stdout has gone; Windows often calls that an invalid argument."""
    return error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL)


class LazyGroup(click.Group):
    """The commands of SECTIONS; the module of a command is imported when the command runs.

    Importing the modules of all commands takes longer than some commands do; only the help needs them all.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes the context
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None if there's no command of this name."""
        return _import_command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command, the command, and its arguments; suggest a command for a mistyped name."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands, by section."""
        width = max(map(len, COMMANDS))
        for title, names in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), _summary(name)) for name in names])


def _import_command(name: str) -> click.Command:
    module, function = COMMANDS[name].split(":")
    command: click.Command = getattr(import_module(f"workshop.cli.{module}"), function)
    return command


def _summary(name: str) -> str:
    """Return the first paragraph of the help of a command."""
    return f"{_import_command(name).help}".partition("\n\n")[0]


def _terminal_width() -> int | None:
    """Return the width of a terminal that is narrower than click believes any to be, otherwise None."""
    columns = get_terminal_size().columns
    return columns if columns < NARROW else None


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="testing-workshop", prog_name="workshop", message="%(prog)s %(version)s")
@click.pass_context
def workshop(context: click.Context) -> None:
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
            _say(f"{planted.name} is planted in {planted.file}; take it out with `{command('unplant')}`")


def _show_misuse(error: click.ClickException) -> None:
    """Print what click says of wrong arguments, wrapped as all other messages are."""
    from workshop.cli.console import errors  # noqa: PLC0415 - rich takes long to import

    text = StringIO()
    error.show(text)
    for line in text.getvalue().splitlines():
        errors().print_prose(line)


def _say(message: str) -> None:
    from workshop.cli.console import say  # noqa: PLC0415 - rich takes long to import, and most runs say nothing

    say(message)
