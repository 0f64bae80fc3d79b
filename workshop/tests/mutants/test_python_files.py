"""Python files are found wherever they are, and nothing else is taken for one."""

from pathlib import Path

import pytest

from workshop.mutants.python_files import python_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three Python files, among others."""
    for name in ("b.py", "a.py", "old.py/notes.txt", "old.py/c.py", "a.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_files_below_a_folder_are_sorted(folder: Path) -> None:
    """A folder may have the name of a file."""
    assert python_files(folder) == [folder / "a.py", folder / "b.py", folder / "old.py" / "c.py"]


def test_file_is_itself(folder: Path) -> None:
    """Whether it exists or not."""
    assert python_files(folder / "none.py") == [folder / "none.py"]
