"""Grades the tests in a learner's repository, the current folder, for all exercises beside this file.

Copy this folder to CLASSROOM/autograders/ASSIGNMENT/ in the repository of your classroom. The runner of Classroom 50
runs this file with Python 3.11 or later for each hand-in. A wheel beside it is used instead of the one from PyPI.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEARNER = Path.cwd()
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / "python"
INSTALLATION = ("-m", "pip", "install", "--quiet", "--find-links", HERE, "--requirement", HERE / "requirements.txt")
OPTIONS = ("--restart", "--format", "classroom50", "--output", LEARNER / "result.json", "--html", os.devnull)


def main() -> None:
    """Install the workshop, unless a runner that keeps its files has it, and write `result.json`."""
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", ENVIRONMENT)
        run(PYTHON, *INSTALLATION)
    run(PYTHON, "-m", "workshop", "grade", LEARNER, *OPTIONS)


def run(*command: str | Path) -> None:
    """Run a command beside this file, where the exercises are; raises CalledProcessError if it fails."""
    subprocess.run(command, cwd=HERE, check=True)  # noqa: S603 - nothing in it is the learner's


if __name__ == "__main__":
    main()
