"""`read_suite`: everything in a folder that belongs to a suite, and nothing else."""

import os
from pathlib import Path

import pytest

from workshop.course import suite_files
from workshop.course.suite_files import files_with_tests, read_suite
from workshop.errors import UsageError

NAMES = ("test_game.py", "conftest.py", "data/cases.json", "more/test_edges.py")
OTHERS = (".verdict.json", "__pycache__/test_game.pyc", "test_game.py.kept-1", ".git/config", "test_game.py.new")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a suite, and files that don't belong to it."""
    for name in (*NAMES, *OTHERS):
        (tmp_path / "suite" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "suite" / name).write_text(name)
    return tmp_path / "suite"


def test_suite_is_all_files_that_are_not_hidden_compiled_or_kept(folder: Path) -> None:
    """Each is named by its path in the folder."""
    assert read_suite(folder, follow_links=True) == {name: name.encode() for name in sorted(NAMES)}


def test_folder_that_does_not_exist_is_an_empty_suite(tmp_path: Path) -> None:
    """The learner hasn't begun."""
    assert read_suite(tmp_path / "suite", follow_links=True) == {}


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_followed_if_they_are_trusted(folder: Path, tmp_path: Path) -> None:
    """A learner may keep the tests elsewhere; a submission may lead to the solution."""
    (tmp_path / "elsewhere.py").write_text("mine")
    (folder / "test_link.py").symlink_to(tmp_path / "elsewhere.py")
    (folder / "loop").symlink_to(folder)

    suites = [read_suite(folder, follow_links=follow_links) for follow_links in (True, False)]

    assert ["test_link.py" in suite for suite in suites] == [True, False]
    assert suites[1] == {name: name.encode() for name in sorted(NAMES)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes of this kind")
def test_what_is_not_a_regular_file_is_left_out(folder: Path) -> None:
    """Reading a pipe would wait forever."""
    os.mkfifo(folder / "test_pipe.py")

    assert "test_pipe.py" not in read_suite(folder, follow_links=True)


@pytest.mark.parametrize(("limit", "value"), [("MAX_SIZE", 20), ("MAX_FILES", 3)])
def test_huge_suite_is_refused(limit: str, value: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to do."""
    monkeypatch.setattr(suite_files, limit, value)

    with pytest.raises(UsageError, match="move out what isn't tests"):
        read_suite(folder, follow_links=True)


def test_tests_are_in_files_with_names_that_pytest_collects() -> None:
    """Wherever they are in the folder."""
    names = ("test_game.py", "more/edges_test.py", "conftest.py", "tests.py", "test_data.json")

    assert files_with_tests(dict.fromkeys(names, b"")) == ["test_game.py", "more/edges_test.py"]
