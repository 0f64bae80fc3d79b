"""The files of a folder that somebody else has made."""

from pathlib import Path

import pytest

from tests.grading.zips import write_files
from workshop.grading.entries import folder_entries, folder_levels


def test_the_files_of_a_folder_are_in_order(tmp_path: Path) -> None:
    """Without links, which may lead to the files of others, and what's never part of a suite, such as `.git`."""
    write_files(tmp_path, {"b/test_b.py": "b", "a.py": "a", ".git/config": "", "b/__pycache__/test_b.pyc": ""})
    (tmp_path / "link").symlink_to(tmp_path / "a.py")
    (tmp_path / "folder").symlink_to(tmp_path / "b")

    entries = list(folder_entries(tmp_path))

    assert [entry.parts for entry in entries] == [("a.py",), ("b", "test_b.py")]
    with entries[1].open() as file:
        assert file.read() == b"b"


@pytest.mark.parametrize(
    ("files", "innermost"),
    [
        pytest.param(["a/b/test_x.py", "a/.git/config", ".DS_Store"], "a/b", id="one folder in another"),
        pytest.param(["a/b/test_x.py", "a/c/test_y.py"], "a", id="two folders"),
        pytest.param(["a/answers/13-doubles/test_x.py"], "a", id="a folder that's known"),
        pytest.param(["test_x.py"], ".", id="a file"),
        pytest.param([], ".", id="nothing"),
    ],
)
def test_a_folder_that_is_all_there_is_leads_further_in(files: list[str], innermost: str, tmp_path: Path) -> None:
    """Up to one that tests may be in, or to what has something else beside it."""
    write_files(tmp_path, dict.fromkeys(files, ""))

    *_, last = folder_levels(tmp_path, "answers".__eq__)

    assert last == tmp_path / innermost


def test_a_link_does_not_lead_further_in(tmp_path: Path) -> None:
    """It may lead to the files of others, or around in a circle."""
    (tmp_path / "link").symlink_to(tmp_path)

    assert [*folder_levels(tmp_path, "answers".__eq__)] == [tmp_path]
