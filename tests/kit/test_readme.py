"""The README shows what the commands print, every gate, and a map of what exists."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEARCHED = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
OF_THE_SYSTEM = os.pathsep.join(
    folder for folder in os.environ["PATH"].split(os.pathsep) if not shutil.which("workshop", path=folder)
)


def shown_commands() -> dict[str, str]:
    """Return each command in a console block of the README, with the output shown below it."""
    blocks = re.findall(r"^```console\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
    shown = (command.partition("\n") for block in blocks for command in block.split("$ ")[1:])
    return {command: output for command, _, output in shown}


COMMANDS = shown_commands()
GATES = next(command for command in COMMANDS if command.endswith(" && .venv/bin/nox"))
SERVICE = next(command for command in COMMANDS if command.endswith(" && .venv/bin/fizzbuzz-service"))


def shortened(command: str) -> str:
    """Return a command without the installation before it, which the environment of the tests replaces."""
    return command.rpartition(" && ")[2]


def constant(output: str) -> str:
    """Return an output with a constant for every time, and without a line about a machine with an old kernel."""
    output = re.sub(r"^workshop: the sandbox isn't complete here: .*\n", "", output, flags=re.MULTILINE)
    return re.sub(r"\d+\.\d s\b", "0.0 s", output)


def printed(command: str, folder: Path = ROOT, path: str = SEARCHED) -> str:
    """Return what a command prints on standard output and error, without trailing spaces.

    `path` is what the shell searches for commands.
    """
    settings = {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    run = subprocess.run(  # noqa: S602 - as a reader's shell would
        command,
        shell=True,
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "UV"} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in run.stdout.splitlines())


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return the folder of a clone without answers, whose environment is that of the tests."""
    for entry in (path for path in ROOT.iterdir() if path.name not in {".venv", "answers"}):
        (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")
@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in {GATES, SERVICE}])
def test_a_command_prints_what_is_shown(command: str, clone: Path) -> None:
    """The output below a command is what it prints, whatever answers are in this clone already.

    A command that's given by its path isn't on that of the shell, so what it prints as a command is a path too.
    """
    is_path = shortened(command).startswith(".venv/bin/")

    output = printed(shortened(command), clone, OF_THE_SYSTEM if is_path else SEARCHED)

    assert constant(output) == constant(COMMANDS[command])


def test_the_first_command_runs_the_program() -> None:
    """After the installation, the program answers four numbers."""
    first = next(iter(COMMANDS))

    assert shortened(first) == ".venv/bin/fizzbuzz 3 5 15 2"


def test_a_command_starts_the_service(clone: Path) -> None:
    """It prints where it listens, here on a port that is free, and answers there."""
    command = [*shortened(SERVICE).split(), "--port", "0"]
    with subprocess.Popen(command, cwd=clone, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        line = process.stderr.readline()
        try:
            with build_opener(ProxyHandler({})).open(f"{line.split()[-1]}/fizzbuzz/15") as response:
                answer = json.load(response)["answer"]
        finally:
            process.terminate()

    assert re.sub(r":\d+\n", ":8000\n", line) == COMMANDS[SERVICE]
    assert answer == "FizzBuzz"


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
    (third,) = [command for command in COMMANDS if shortened(command) == ".venv/bin/workshop"]

    assert "install -q -e ./workshop && " in third


def test_the_map_names_every_folder_of_tests() -> None:
    """Every place on the map exists, and every folder of tests is on the map."""
    places = re.findall(r"^\| \[?`([^`]+)`[^|]*\|", README, flags=re.MULTILINE)
    folders = {f"tests/{path.parent.name}/" for path in ROOT.glob("tests/*/test_*.py")}

    assert [place for place in places if not (ROOT / place).exists()] == []
    assert folders == {place for place in places if re.fullmatch("tests/.*/", place)}
