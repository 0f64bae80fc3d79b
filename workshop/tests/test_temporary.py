"""A temporary folder is made, or an error says that the machine has no room for one."""

import tempfile
from pathlib import Path

import pytest

from workshop.errors import MachineError
from workshop.temporary import temporary_folder


def test_folder_has_a_name_and_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It's among the temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path}")

    with temporary_folder("merge") as folder:
        Path(folder, "file").touch()

    assert folder.startswith(f"{tmp_path / 'workshop-merge-'}")
    assert not Path(folder).exists()


def test_machine_that_takes_no_temporary_files_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the disk is full: Python then says that it finds no folder for them."""

    def find_none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "gettempdir", find_none)

    with pytest.raises(MachineError, match=r"^no folder for temporary files can be written: free some space, or set "):
        temporary_folder("merge")
