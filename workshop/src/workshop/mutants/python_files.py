"""Finds Python files."""

from pathlib import Path


def python_files(path: Path) -> list[Path]:
    """Return the Python files below a folder in sorted order; of anything else, only itself.

    A folder whose name ends in ".py" isn't a file.
    """
    return sorted(file for file in path.rglob("*.py") if file.is_file()) if path.is_dir() else [path]
