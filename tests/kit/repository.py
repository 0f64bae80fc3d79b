"""A git repository for the tests that need one of their own."""

from pathlib import Path

from adopt import git


def commit(root: Path) -> None:
    """Commit all there is in a folder, which becomes a repository if it is none yet."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "-c", "user.name=tests", "-c", "user.email=tests@localhost", "commit", "-q", "-m", "all")
