"""Asks for the metadata that the command line doesn't give, where someone is there to answer."""

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from adoption_record import cloned_from
from project_metadata import MIT, OPTIONS, checked, web_address
from working_tree_checks import RefusedError, users_git

NONE = "-"  # the answer that declines a default
WRITTEN_AS = {"author": "authors", "email": "authors", "url": "urls"}  # in a project that has it; the template doesn't


def can_ask() -> bool:
    """Return whether someone reads questions: never in CI, where a terminal may be there all the same."""
    return "CI" not in os.environ and sys.stdin is not None and sys.stdin.isatty()


def answers(root: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Return the given values, and the answers to questions about the others.

    Enter chooses the default, and `-` keeps what the template has. What the owner has written already isn't asked.
    """
    asked = {name: default for name, default in _defaults(root).items() if name not in given}
    return {**given, **{name: _answer(name, default) for name, default in asked.items()}}


def _answer(name: str, default: str) -> str:
    """Ask until the answer is right."""
    none = f", or {NONE} for none" if default and name in WRITTEN_AS else ""
    while True:
        typed = input(f"{name}, {OPTIONS[name].help} [{default or 'none'}{none}]: ").strip()
        answer = "" if typed == NONE else typed or default
        try:
            checked({name: answer})
        except RefusedError as error:
            print(error)
        else:
            return answer


def _defaults(root: Path) -> dict[str, str]:
    """Return what git and the template know, in the order of the questions, and only what is accepted as an answer."""
    author, email = (
        users_git(root, "config", "--default", "", "--get", key).removesuffix("\n")
        for key in ("user.name", "user.email")
    )
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {
        "author": author,
        "email": email,
        "license": f"{project.get('license', MIT)}",
        "url": web_address(cloned_from(root)),
        "description": project.get("description", ""),
    }
    return {
        name: default if OPTIONS[name].why_not(default) is None else ""
        for name, default in known.items()
        if WRITTEN_AS.get(name) not in project
    }
