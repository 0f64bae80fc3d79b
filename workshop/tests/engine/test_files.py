"""Files that tests may have written to."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from workshop.engine.files import check_space, empty_folder
from workshop.engine.limits import LEAST_SPACE
from workshop.errors import MachineError


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
