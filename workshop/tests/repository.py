"""A git repository of a test's own, whatever git settings the machine has."""

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TEMPLATE_DIR": "",
    **{
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "tests"), ("EMAIL", "tests@localhost"))
    },
}


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder, with settings of our own, and return what it prints."""
    run = subprocess.run(
        ["git", *arguments],  # noqa: S607 - git is wherever PATH has it
        cwd=root,
        env=os.environ | ENVIRONMENT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return run.stdout


def commit(root: Path) -> None:
    """Commit everything in a folder, which becomes a repository if it isn't one yet."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "all")
