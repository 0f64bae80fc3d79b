"""Asks for the metadata that the command line doesn't give, where someone is there to answer."""

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from project_metadata import MIT, OPTIONS, checked, web_address
from working_tree_checks import RefusedError, users_git


def can_ask() -> bool:
    """Return whether someone reads questions: never in CI, where a terminal may be there all the same."""
    return "CI" not in os.environ and sys.stdin is not None and sys.stdin.isatty()


def answers(root: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Return the given values, and the answers to questions about the others; Enter chooses the default."""
    return {name: given[name] if name in given else _answer(name, default) for name, default in _defaults(root).items()}


def _answer(name: str, default: str) -> str:
    """Ask until the answer is right."""
    while True:
        answer = input(f"{name}, {OPTIONS[name].help} [{default or 'none'}]: ") or default
        try:
            checked({name: answer})
        except RefusedError as error:
            print(error)
        else:
            return answer


def _defaults(root: Path) -> dict[str, str]:
    """Return what git and the template know, in the order of the questions."""
    author, email, origin = (
        users_git(root, "config", "--default", "", "--get", key).removesuffix("\n")
        for key in ("user.name", "user.email", "remote.origin.url")
    )
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "author": author,
        "email": email,
        "license": MIT,
        "url": web_address(origin),
        "description": project.get("description", ""),
    }
