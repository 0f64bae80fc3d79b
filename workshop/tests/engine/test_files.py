"""Files that tests may have written to."""

import os
import shutil
from pathlib import Path
from time import time
from types import SimpleNamespace

import pytest

from workshop.engine.files import check_space, empty_folder, keep_access_times
from workshop.engine.limits import LEAST_SPACE
from workshop.errors import MachineError


def test_times_of_access_do_not_tell_what_was_read(tmp_path: Path) -> None:
    """They are in the future, and stay so; the times of changes are as they were."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").touch()
    paths = (tmp_path, tmp_path / "folder", tmp_path / "folder" / "file")
    before = [path.stat().st_mtime_ns for path in paths]

    keep_access_times(tmp_path)
    kept = [path.stat().st_atime for path in paths]
    list(tmp_path.rglob("*"))
    (tmp_path / "folder" / "file").read_bytes()

    assert min(kept) > time()
    assert [path.stat().st_atime for path in paths] == kept
    assert [path.stat().st_mtime_ns for path in paths] == before


def test_times_of_access_of_others_files_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of Hypothesis may be where nothing can be changed."""

    def utime(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "utime", utime)

    keep_access_times(tmp_path)

    assert tmp_path.stat().st_atime < time() + 1


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_removed_and_not_followed(tmp_path: Path) -> None:
    """A test may replace a folder of its run by a link to one of yours."""
    (tmp_path / "yours").mkdir()
    (tmp_path / "yours" / "thesis.txt").touch()
    (tmp_path / "scratch" / "deep").mkdir(parents=True)
    (tmp_path / "scratch" / "deep" / "file").touch()
    (tmp_path / "scratch" / "link").symlink_to(tmp_path / "yours", target_is_directory=True)
    (tmp_path / "scratch" / "file").touch()

    empty_folder(tmp_path / "scratch")

    assert [*(tmp_path / "scratch").iterdir()] == []
    assert (tmp_path / "yours" / "thesis.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows can't enter folders whose paths are too long")
def test_folders_that_are_nested_too_deep_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the recursion limit of Python, and for the length of a path."""
    monkeypatch.chdir(tmp_path)
    for _ in range(2_000):
        os.mkdir("nested")  # noqa: PTH102 - the whole path would be too long
        os.chdir("nested")
    Path("file").touch()
    os.chdir(tmp_path)

    empty_folder(tmp_path)

    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("free", [LEAST_SPACE - 1, LEAST_SPACE])
def test_little_space_is_the_machines_failure(free: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that fail then may be right."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))

    if free < LEAST_SPACE:
        with pytest.raises(MachineError, match=f"no space left in {tmp_path.parent}: free some"):
            check_space(tmp_path)
    else:
        check_space(tmp_path)
