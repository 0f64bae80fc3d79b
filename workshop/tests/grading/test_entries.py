"""The files of a folder that somebody else has made."""

from pathlib import Path

from tests.grading.zips import write_files
from workshop.grading.entries import folder_entries


def test_the_files_of_a_folder_are_in_order(tmp_path: Path) -> None:
    """Without links, which may lead to the files of others, and what's never part of a suite, such as `.git`."""
    write_files(tmp_path, {"b/test_b.py": "b", "a.py": "a", ".git/config": "", "b/__pycache__/test_b.pyc": ""})
    (tmp_path / "link").symlink_to(tmp_path / "a.py")
    (tmp_path / "folder").symlink_to(tmp_path / "b")

    entries = list(folder_entries(tmp_path))

    assert [entry.parts for entry in entries] == [("a.py",), ("b", "test_b.py")]
    with entries[1].open() as file:
        assert file.read() == b"b"
