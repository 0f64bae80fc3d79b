"""Git repositories for tests, independent of the git settings of the machine and of the process that runs the tests."""

import os
import subprocess
from pathlib import Path

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TEMPLATE_DIR": "",
    "GIT_AUTHOR_NAME": "tests",
    "GIT_AUTHOR_EMAIL": "tests@localhost",
    "GIT_COMMITTER_NAME": "tests",
    "GIT_COMMITTER_EMAIL": "tests@localhost",
}


def git_environment() -> dict[str, str]:
    """Return the environment with our own git settings, without those that a git hook sets, such as GIT_DIR."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | SETTINGS


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder, with settings of our own, and return what it prints."""
    run = subprocess.run(
        ["git", *arguments],  # noqa: S607 - git is wherever PATH has it
        cwd=root,
        env=git_environment(),
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return run.stdout


def commit(root: Path) -> None:
    """Commit everything in a folder, which becomes a repository if it isn't one yet."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Everything")
