"""The README shows what the commands print, every gate, and a map of what exists."""

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown_commands() -> dict[str, str]:
    """Return each command in a console block of the README, with the output shown below it."""
    blocks = re.findall(r"^```console\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
    shown = (command.partition("\n") for block in blocks for command in block.split("$ ")[1:])
    return {command: output for command, _, output in shown}


COMMANDS = shown_commands()
GATES = next(command for command in COMMANDS if command.endswith(" && .venv/bin/nox"))


def shortened(command: str) -> str:
    """Return a command without the installation before it, which the environment of the tests replaces."""
    return command.rpartition(" && .venv/bin/")[2]


def constant(output: str) -> str:
    """Return an output with a constant for every time, and without a line about a machine with an old kernel."""
    output = re.sub(r"^workshop: the sandbox isn't complete here: .*\n", "", output, flags=re.MULTILINE)
    return re.sub(r"\d+\.\d s\b", "0.0 s", output)


def printed(command: str, folder: Path = ROOT) -> str:
    """Return what a command prints on standard output and error, without trailing spaces.

    The environment of the tests is on PATH.
    """
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    run = subprocess.run(  # noqa: S602 - as a reader's shell would
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in run.stdout.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")
@pytest.mark.parametrize("command", [command for command in COMMANDS if command != GATES])
def test_a_command_prints_what_is_shown(command: str, tmp_path: Path) -> None:
    """The output below a command is what it prints, whatever answers are in this clone already."""
    depends_on_answers = re.match("workshop( check .*| list)?$", shortened(command))
    if depends_on_answers:
        (tmp_path / "workshop").symlink_to(ROOT / "workshop")

    output = printed(shortened(command), tmp_path if depends_on_answers else ROOT)

    assert constant(output) == constant(COMMANDS[command])


def test_the_first_command_runs_the_program() -> None:
    """After the installation, the program answers four numbers."""
    first = next(iter(COMMANDS))

    assert shortened(first) == "fizzbuzz 3 5 15 2"


def test_the_second_command_runs_every_gate() -> None:
    """The output shown is the complete list of gates, and none is red."""
    selected = [session["session"] for session in json.loads(printed("nox -l --json"))]

    ran = re.findall(r"^nox > \* (\S+): (?:success|skipped)", COMMANDS[GATES], flags=re.MULTILINE)

    assert ran == selected


def test_the_ci_script_is_the_second_command() -> None:
    """The script runs exactly what a reader runs, so neither needs a step that the other doesn't have."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert [line for line in script if not line.startswith("#")] == ["set -e", GATES]


def test_the_third_command_starts_the_workshop() -> None:
    """After the installation in place, the workshop names the first exercise."""
    (third,) = [command for command in COMMANDS if shortened(command) == "workshop"]

    assert "install -q -e ./workshop && " in third


def test_the_map_names_every_folder_of_tests() -> None:
    """Every place on the map exists, and every folder of tests is on the map."""
    places = re.findall(r"^\| \[?`([^`]+)`[^|]*\|", README, flags=re.MULTILINE)
    folders = {f"tests/{path.parent.name}/" for path in ROOT.glob("tests/*/test_*.py")}

    assert [place for place in places if not (ROOT / place).exists()] == []
    assert folders == {place for place in places if re.fullmatch("tests/.*/", place)}
