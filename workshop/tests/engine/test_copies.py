"""Files can be copied where nothing else about them can."""

import shutil
from pathlib import Path

import pytest

from workshop.engine.sandbox.copies import COPYING, copy_contents_at_least


@pytest.fixture(autouse=True)
def shutil_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what a test has done to `shutil`."""
    for name in COPYING:
        monkeypatch.setattr(shutil, name, getattr(shutil, name))


@pytest.mark.parametrize("name", ["copy", "copy2"])
def test_contents_are_copied_if_nothing_else_can_be(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses to change permissions and times."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    (tmp_path / "file").write_text("text")
    monkeypatch.setattr("os.chmod", refuse)
    monkeypatch.setattr("os.utime", refuse)

    copy_contents_at_least()
    getattr(shutil, name)(tmp_path / "file", tmp_path / "copy")

    assert (tmp_path / "copy").read_text() == "text"


def test_permissions_are_copied_where_that_is_allowed(tmp_path: Path) -> None:
    """As on a machine whose sandbox is incomplete."""
    (tmp_path / "file").touch(mode=0o600)

    copy_contents_at_least()
    shutil.copy(tmp_path / "file", tmp_path / "copy")

    assert (tmp_path / "copy").stat().st_mode == (tmp_path / "file").stat().st_mode


def test_other_errors_are_raised(tmp_path: Path) -> None:
    """A file that isn't there can't be copied."""
    copy_contents_at_least()

    with pytest.raises(FileNotFoundError):
        shutil.copystat(tmp_path / "missing", tmp_path)
