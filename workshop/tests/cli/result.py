"""The result of a command, and the installed command itself."""

import os
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

DISTURBING = {"COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR", "PY_COLORS", "PYTHONIOENCODING"}


@dataclass(frozen=True)
class Result:
    """The exit code of a command, and what it printed."""

    code: int | str | None
    out: str
    err: str


def run_installed(folder: Path, *arguments: str, **environment: str) -> Result:
    """Run the installed command in a folder, with its output in pipes, as a script does."""
    command = shutil.which("workshop", path=sysconfig.get_path("scripts"))
    assert command, "the package isn't installed: pip install -e ."
    inherited = {name: value for name, value in os.environ.items() if name not in DISTURBING}
    end = subprocess.run(
        [command, *arguments],
        cwd=folder,
        env=inherited | environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return Result(end.returncode, end.stdout, end.stderr)
