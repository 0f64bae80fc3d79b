"""The `workshop` command as a whole: help, errors, exit codes, and what every command does first."""

import re
import subprocess
import sys
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Command
from tests.cli.result import Result, run_installed
from tests.counter_project import write_project
from tests.doubles import write_exercise
from tests.repository import commit
from workshop.cli import app, mutants

PLANTED = "workshop: skips-one is planted in counter.py; take it out with `workshop unplant`\n"


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_every_command(run: Command, option: str) -> None:
    """They go to stdout, in sections, each with the first paragraph of its own help."""
    result = run(option)

    assert (result.code, result.err) == (0, "")
    assert re.findall(r"^  ([a-z][a-z-]+)  +[A-Z]", result.out, flags=re.MULTILINE) == list(app.COMMANDS)
    assert re.findall(r"^(\w.*):$", result.out, flags=re.MULTILINE) == ["Options", *app.SECTIONS]
    assert "a web page.\n  doctor " in result.out


@pytest.mark.parametrize("arguments", [[], *([name] for name in app.COMMANDS)], ids=" ".join)
def test_help_fits_a_narrow_terminal(arguments: list[str], narrow: Command) -> None:
    """Its words are whole."""
    lines = narrow(*arguments, "--help").out.splitlines()

    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize("command", app.COMMANDS)
def test_every_command_has_help(run: Command, command: str) -> None:
    """It starts with how to call the command."""
    result = run(command, "--help")

    assert result.code == 0
    assert f"Usage: workshop {command} " in result.out


def test_the_list_of_commands_is_complete() -> None:
    """It has every command of its modules, under the name that the command has itself."""
    modules = {source.partition(":")[0] for source in app.COMMANDS.values()}

    commands = {
        command.name: f"{module}:{attribute}"
        for module in modules
        for attribute, command in vars(import_module(f"workshop.cli.{module}")).items()
        if isinstance(command, click.Command)
    }

    assert commands == app.COMMANDS


def test_a_mistyped_command_gets_a_suggestion(run: Command) -> None:
    """The message also names the command that lists them all."""
    result = run("chek")

    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("Error: No such command 'chek'. Did you mean 'check'?\n")
    assert "Try 'workshop --help' for help." in result.err


@pytest.mark.parametrize("arguments", ["chek", "show one 01 another more"])
def test_misuse_fits_a_narrow_terminal(arguments: str, narrow: Command) -> None:
    """Its words are whole."""
    lines = narrow(*arguments.split()).err.splitlines()

    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["grade", "nowhere"], "Path 'nowhere' does not exist.", id="folder that doesn't exist"),
        pytest.param(["grade"], "Missing argument 'PATH...'.", id="missing argument"),
        pytest.param(["grade", ".", "--limit=0"], "0 is not in the range x>=1.", id="number out of range"),
        pytest.param(["grade", "--no-such-option"], "No such option '--no-such-option'.", id="unknown option"),
    ],
)
def test_a_usage_error_names_the_help_of_the_command(run: Command, arguments: list[str], message: str) -> None:
    """It goes to stderr, and the exit code is 2."""
    result = run(*arguments)

    assert (result.code, result.out) == (2, "")
    assert "Try 'workshop grade --help' for help." in result.err
    assert message in result.err


@pytest.mark.parametrize(
    "arguments", [["13", "--all"], ["--json", "--markdown"]], ids=["an exercise and all", "two formats"]
)
def test_arguments_that_exclude_each_other_are_refused(course: Path, run: Command, arguments: list[str]) -> None:
    """None of them is dropped in silence."""
    result = run("check", *arguments)

    assert (result.code, result.out, (course / "answers").exists()) == (2, "", False)
    assert result.err.endswith(("Error: --all takes no exercise\n", "Error: choose one of --json and --markdown\n"))


def test_an_error_is_a_message_and_exit_code_2(workshop: Command) -> None:
    """There is no traceback."""
    message = "workshop: there's no mutant 'skips-two'; did you mean skips-one?\n"

    assert workshop("show", "skips-two") == Result(2, "", message)


def test_an_interruption_exits_quietly(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C the exit code is the one that shells use for it, and only the line is ended."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mutants, "find_catalogue", interrupt)

    assert workshop("unplant") == Result(130, "", "\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param([], 0, id="no command"),
        pytest.param(["list"], 0, id="list"),
        pytest.param(["show", "takes-odd-for-even"], 0, id="show"),
    ],
)
def test_every_command_mentions_a_planted_mutant(
    workshop: Command, project: Path, arguments: list[str], code: int
) -> None:
    """The program has a bug until it's taken out, and the user may have forgotten."""
    write_exercise(project)
    workshop("plant", "skips-one")

    result = workshop(*arguments)

    assert (result.code, result.err) == (code, PLANTED)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["matrix"],
            "workshop: skips-one is planted in the program: take it out first with `workshop unplant`\n",
            id="matrix",
        ),
        pytest.param(
            ["plant", "takes-odd-for-even"],
            "workshop: skips-one is already planted; take it out first with `workshop unplant`\n",
            id="plant",
        ),
    ],
)
def test_some_commands_refuse_to_run_on_a_planted_mutant(workshop: Command, arguments: list[str], message: str) -> None:
    """They mention it once, in their own message."""
    workshop("plant", "skips-one")

    assert workshop(*arguments) == Result(2, "", message)


def test_a_broken_catalogue_does_not_disturb_other_commands(course: Path, run: Command) -> None:
    """A learner doesn't need a kill matrix."""
    (course / "tests").mkdir()
    (course / "tests" / "mutants.toml").write_text("nonsense", encoding="utf-8")

    assert run().code == 0


def test_all_symbols_can_be_printed(tmp_path: Path) -> None:
    """The output in a pipe is UTF-8, even if the system's encoding has fewer characters, as on Windows."""
    root = write_project(tmp_path)
    commit(root)

    result = run_installed(root, "show", "takes-odd-for-even", PYTHONIOENCODING="cp1252")

    assert (result.code, result.err) == (0, "")
    assert "it seems → the lock" in result.out


def test_stdout_may_be_any_text_stream(workshop: Command) -> None:
    """For example in a notebook."""
    with redirect_stdout(StringIO()) as out:
        result = workshop("show", "skips-one")

    assert (result.code, result.err) == (0, "")
    assert "Every other number is lost." in out.getvalue()


@pytest.mark.measures_processes
def test_python_can_run_the_package(tmp_path: Path) -> None:
    """`python -m workshop` is the command, for when the installed one isn't on PATH."""
    end = subprocess.run(
        [sys.executable, "-m", "workshop"], cwd=tmp_path, check=False, stderr=subprocess.PIPE, text=True
    )

    assert end.returncode == 2
    assert "-m workshop init`" in end.stderr
