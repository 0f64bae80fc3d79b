"""The hook before every commit runs what the gates run."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_the_hooks_require_what_pyproject_requires() -> None:
    """Each hook asks for the versions of a dependency group, so an update of one isn't forgotten in the other."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))

    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    asked = {requirement for hook in hooks for requirement in hook["additional_dependencies"]}
    known = {requirement for group in groups.values() for requirement in group if isinstance(requirement, str)}

    assert asked
    assert asked - known == set()


def test_every_hook_is_a_gate() -> None:
    """A hook runs sessions of the noxfile and nothing else, so it can't refuse what the gates accept."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))

    commands = [(repository["repo"], hook["entry"]) for repository in config["repos"] for hook in repository["hooks"]]
    named = {session for _, command in commands for session in command.split()[2:]}
    sessions = {
        *re.findall(r"^def (\w+?)_?\(session", (ROOT / "noxfile.py").read_text(encoding="utf-8"), flags=re.MULTILINE)
    }

    assert [command for command in commands if command[0] != "local" or not command[1].startswith("nox -s ")] == []
    assert named - sessions == set()
