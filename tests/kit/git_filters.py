"""A moment in which git is in the middle of its work: while it writes a file, it runs a command."""

from pathlib import Path

from plain_git import git


def filter_written_files(root: Path, path: str, command: str) -> None:
    """Have git run a command when it writes this file."""
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "attributes").write_text(f"{path} filter=test\n")
    git(root, "config", "filter.test.clean", "cat")
    git(root, "config", "filter.test.smudge", command)
    git(root, "config", "filter.test.required", "true")
