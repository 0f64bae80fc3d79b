"""The README names only commands that are there."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = {"activate", "nox", "pytest", "uv"}


def test_every_command_in_the_readme_exists() -> None:
    """One that's renamed or removed would fail for the first reader who tries it."""
    projects = [
        tomllib.loads(path.read_text(encoding="utf-8"))["project"]
        for path in (*ROOT.glob("pyproject.toml"), *ROOT.glob("*/pyproject.toml"))
    ]
    commands = {command for project in projects for command in project.get("scripts", {})}

    named = set(re.findall(r"\.venv/bin/([\w-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert named - commands - TOOLS == set()
