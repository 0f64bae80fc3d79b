"""The tools that judge the mutants of a project, cold and warm: ours is here, the others are in `peers.py`."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

HERE = Path(__file__).parent
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name not in {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
} | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
WORKERS = "2"


class Tool(Protocol):
    """A tool that judges the mutants of a project in a folder of its own."""

    def cold(self) -> float:
        """Return the mutants per second of a first run, counted from the start of the process."""

    def warm(self) -> float:
        """Return the mutants per second of another run, by the tool's own count, with everything prepared."""


def output(command: Sequence[str], folder: Path) -> str:
    """Return what a command prints."""
    return subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    ).stdout


def executable(name: str) -> str:
    """Return the path of a command that is installed beside this Python."""
    found = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert found, f"{name} is not installed"
    return found


class Workshop:
    """The workshop, on the mutants of mutmut: it doesn't generate any."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._mutants = project / "mutants.json"
        printed = output([sys.executable, f"{HERE / 'export_mutants.py'}"], project)
        self._keep(json.loads(printed.splitlines()[-1]))

    def thin_out(self, count: int) -> None:
        """Keep `count` of the mutants, evenly spread."""
        mutants = json.loads(self._mutants.read_text(encoding="utf-8"))
        self._keep(mutants[:: len(mutants) // count][:count])

    def _keep(self, mutants: list[Any]) -> None:
        self._mutants.write_text(json.dumps(mutants), encoding="utf-8")
        self._count = len(mutants)

    def cold(self) -> float:
        """Start a process that reads the mutants and judges them."""
        began = perf_counter()
        self.draw(self._count)
        return self._count / (perf_counter() - began)

    def warm(self) -> float:
        """Judge them once more in the same process."""
        return float(self.draw(self._count, draws=2)["per_second"])

    def killed(self) -> set[str]:
        """Return the names of the killed mutants."""
        return set(self.draw(self._count)["killed"])

    def draw(self, count: int, draws: int = 1) -> dict[str, Any]:
        """Return what the process measured for `count` mutants."""
        # Started by a small process: one started from this one would count our memory as its own.
        start = [sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"]
        paths = [f"{self._project}", f"{self._mutants}"]
        command = [*start, sys.executable, f"{HERE / 'draw_matrix.py'}", *paths, f"{count}", f"{draws}", WORKERS]
        measured: dict[str, Any] = json.loads(output(command, self._project))
        return measured
