"""What is hidden is left out of what can be read, and nothing else is."""

import os
from pathlib import Path

import pytest

from workshop.engine.sandbox.readable import without


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with another one, which has a file and a folder."""
    (tmp_path / "outer" / "inner").mkdir(parents=True)
    (tmp_path / "outer" / "file").touch()
    return tmp_path


def test_folder_without_anything_hidden_is_one_entry(folder: Path) -> None:
    """What is hidden elsewhere changes nothing."""
    assert [*without(folder / "outer", {folder / "other"})] == [folder / "outer"]


def test_folder_with_something_hidden_is_replaced_by_the_rest(folder: Path) -> None:
    """On every level, the siblings of what leads to it remain."""
    (folder / "sibling").mkdir()

    entries = {*without(folder, {folder / "outer" / "inner"})}

    assert entries == {folder / "sibling", folder / "outer" / "file"}


def test_hidden_folder_is_left_out(folder: Path) -> None:
    """Nothing remains of it."""
    assert [*without(folder, {folder})] == []


@pytest.mark.skipif(os.name == "nt", reason="on Windows, not every user may make links")
def test_link_beside_something_hidden_is_left_out(folder: Path) -> None:
    """It could lead to what is hidden."""
    (folder / "link").symlink_to(folder / "outer" / "inner")

    entries = [*without(folder, {folder / "outer" / "inner"})]

    assert entries == [folder / "outer" / "file"]
