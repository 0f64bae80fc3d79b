"""What the README shows is what there is, and what the commands print."""

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
    """Return each command in a console block of the README, and the output that is shown under it."""
    blocks = re.findall(r"^```console\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
    shown = (command.partition("\n") for block in blocks for command in block.split("$ ")[1:])
    return {command: output for command, _, output in shown}


COMMANDS = shown_commands()
GATES = next(command for command in COMMANDS if command.endswith(" && .venv/bin/nox"))


def shortened(command: str) -> str:
    """Return a command without the installation before it, which the gates' own environments do too."""
    return command.rpartition(" && .venv/bin/")[2]


def timeless(output: str) -> str:
    """Return an output in which every time is the same."""
    return re.sub(r"\d+\.\d s\b", "0.0 s", output)


def printed(command: str, folder: Path = ROOT) -> str:
    """Return what a command prints on both of its outputs, where the tests' own environment is on PATH.

    Spaces at the ends of lines do not count.
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
    """The output under a command is the command's own; a learner's answers that are here already play no part."""
    begins_anew = re.match("workshop( check .*| list)?$", shortened(command))
    if begins_anew:
        (tmp_path / "exercises").symlink_to(ROOT / "exercises")

    shown = printed(shortened(command), tmp_path if begins_anew else ROOT)

    assert timeless(shown) == timeless(COMMANDS[command])


def test_the_first_command_ends_with_the_answers_shown() -> None:
    """After the installation the program answers the guide's four numbers."""
    first = next(iter(COMMANDS))

    assert shortened(first) == "fizzbuzz 3 5 15 2"


def test_the_second_command_ends_with_every_gate() -> None:
    """What is shown of the gates' run is the whole list of gates, none of them red."""
    selected = [session["session"] for session in json.loads(printed("nox -l --json"))]

    ran = re.findall(r"^nox > \* (\S+): (?:success|skipped)", COMMANDS[GATES], flags=re.MULTILINE)

    assert ran == selected


def test_ci_runs_the_second_command_and_nothing_else() -> None:
    """CI runs what a reader runs, so that neither needs a step that the other has not."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert [line for line in script if not line.startswith("#")] == ["set -e", GATES]


def test_the_map_names_every_room_and_no_other() -> None:
    """Each place on the map is there, and each room of tests is on the map."""
    places = re.findall(r"^\| `([^`]+)` \|", README, flags=re.MULTILINE)
    rooms = {f"tests/{path.parent.name}/" for path in ROOT.glob("tests/*/test_*.py")}

    assert [place for place in places if not (ROOT / place).exists()] == []
    assert rooms == {place for place in places if re.fullmatch("tests/.*/", place)}
