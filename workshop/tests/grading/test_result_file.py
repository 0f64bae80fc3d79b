"""A file with results is written as a whole, or not at all."""

import os
from pathlib import Path

import pytest

from workshop.errors import MachineError
from workshop.grading import result_file
from workshop.grading.result_file import ResultFile


def test_it_replaces_the_old_one(tmp_path: Path) -> None:
    """And nothing else is left."""
    file = tmp_path / "grades.csv"
    file.write_text("old", encoding="utf-8")

    ResultFile(file).write("new\n")

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new\n"]


def test_the_old_one_stays_if_the_new_one_cannot_be_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full."""
    file = tmp_path / "grades.csv"
    file.write_text("old", encoding="utf-8")

    def fsync(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(MachineError, match=r"grades\.csv can't be written: No space left on device"):
        ResultFile(file).write("new")
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_it_keeps_the_permissions(tmp_path: Path) -> None:
    """Grades may be private."""
    file = tmp_path / "grades.csv"
    file.touch(mode=0o600)

    ResultFile(file).write("new")

    assert file.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    (tmp_path / "link").symlink_to(tmp_path / "target")

    ResultFile(tmp_path / "link").write("new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text(encoding="utf-8") == "new"


def test_text_that_cannot_be_encoded_is_escaped(tmp_path: Path) -> None:
    """Nothing keeps a class's grades from being written."""
    ResultFile(tmp_path / "grades.csv").write("\udc80")

    assert (tmp_path / "grades.csv").read_text(encoding="utf-8") == r"\udc80"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_directly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It isn't replaced, nor is a device, so there's no old one; what belongs beside it is in the current folder."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    file = ResultFile(Path("pipe"))

    file.check()
    file.write("grades")

    assert os.read(reading, 100) == b"grades"
    assert file.beside(".journal") == Path("pipe.journal")
    assert not file.is_there
    os.close(reading)


def test_what_is_in_the_folder_of_devices_is_written_directly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`/dev/stdout` may be a file, and isn't to be renamed; a file in `/dev/shm` is one like any other."""
    monkeypatch.setattr(result_file, "DEVICES", (tmp_path,))

    assert ResultFile(tmp_path / "stdout").is_device
    assert not ResultFile(tmp_path / "shm" / "grades.csv").is_device


@pytest.mark.parametrize("name", ["nowhere/grades.csv", "folder"])
def test_what_cannot_be_written_is_found_before(name: str, tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(MachineError, match=f"{name} can't be written: "):
        ResultFile(tmp_path / name).check()


@pytest.mark.parametrize("name", ["grades.csv", "link"])
def test_an_old_one_that_cannot_be_written_is_found_before(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It's protected, or open in Excel on Windows. The root user can write everything, so the refusal is made up."""
    old = tmp_path / "grades.csv"
    old.write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(old)
    before = {*tmp_path.iterdir()}

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(MachineError, match=f"{name} can't be written: Permission denied"):
        ResultFile(tmp_path / name).check()
    assert {*tmp_path.iterdir()} == before


def test_a_check_changes_nothing(tmp_path: Path) -> None:
    """An old file stays, and no new one appears."""
    (tmp_path / "old").write_text("old", encoding="utf-8")

    ResultFile(tmp_path / "old").check()
    ResultFile(tmp_path / "new").check()

    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]
