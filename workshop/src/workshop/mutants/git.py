"""What planting needs of git, by plumbing commands alone: their output doesn't depend on the user's settings."""

import subprocess
from pathlib import Path

from workshop.temporary import temporary_folder


def committed_text(folder: Path, file: str) -> str | None:
    """Return the text of a file as committed, or None if it isn't; `file` is its path in the folder, with slashes."""
    return _git(folder, "cat-file", "blob", f"HEAD:./{file}")


def private_path(folder: Path, name: str) -> Path | None:
    """Return where to keep a file among git's own, where it can't be committed; None outside a repository."""
    path = _git(folder, "rev-parse", "--git-path", name)
    return None if path is None else folder / path.removesuffix("\n")


def without_change(text: str, changed: str, original: str) -> str | None:
    """Return `text` with the change from `original` to `changed` undone, by a three-way merge; None on a conflict."""
    with temporary_folder("merge") as folder:
        versions = {"text": text, "changed": changed, "original": original}
        for name, content in versions.items():
            Path(folder, name).write_text(content, encoding="utf-8", newline="\n")
        return _git(Path(folder), "merge-file", "--stdout", *versions)


def _git(folder: Path, *arguments: str) -> str | None:
    """Return the output of a git command, or None if it fails or git isn't installed."""
    try:
        run = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 - git is wherever PATH has it
            cwd=folder,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError:
        return None
    return run.stdout if run.returncode == 0 else None
