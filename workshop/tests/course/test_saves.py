"""Saves are noticed however a file is written, and whatever happens to its folder."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue

import pytest

from workshop.course import saves
from workshop.course.saves import folder_state, is_save, saves_to

LONGEST = 60.0  # seconds until a save that isn't noticed fails its test
Await = Callable[[], None]  # raises Empty if no save is noticed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with tests and a helper."""
    folder = tmp_path / "answers" / "13-doubles"
    folder.mkdir(parents=True)
    (folder / "test_doubles.py").write_text("one = 1\n", encoding="utf-8")
    (folder / "helper.py").touch()
    return folder


@contextmanager
def watching(*folders: Path) -> Iterator[Await]:
    """Watch folders, and yield a function that returns once a save was noticed."""
    noticed: SimpleQueue[None] = SimpleQueue()

    with saves_to(lambda: noticed.put(None), *folders):
        yield partial(noticed.get, timeout=LONGEST)


def write(file: Path) -> None:
    """Save in place."""
    file.write_text("three = 3\n", encoding="utf-8")


def replace(file: Path) -> None:
    """Save as vim and PyCharm do: the old file is renamed, and a new one takes its name."""
    file.rename(file.with_name(f"{file.name}~"))
    write(file)


def test_every_save_is_noticed(folder: Path) -> None:
    """In whatever way it's written."""
    file = folder / "test_doubles.py"
    with watching(folder) as wait:
        for save in (write, replace, write, os.utime):
            save(file)
            wait()


@pytest.mark.parametrize("depth", [0, 1])
def test_folder_may_go_and_come_back(depth: int, folder: Path) -> None:
    """As `git switch` does it, with the folder above too; it's the new files that count then."""
    gone = folder.parents[depth - 1] if depth else folder
    kept = shutil.copytree(folder, folder.parents[1] / "kept")
    with watching(folder) as wait:
        for _ in range(2):
            shutil.rmtree(gone)
            shutil.copytree(kept, folder)
            wait()
        write(folder / "test_doubles.py")
        wait()


def test_folder_may_be_replaced(folder: Path) -> None:
    """By another with the same name; the old one is still somewhere."""
    other = shutil.copytree(folder, folder.with_name("other"))
    with watching(folder) as wait:
        folder.rename(folder.with_name("old"))
        other.rename(folder)
        wait()


def test_link_to_a_file_elsewhere_is_followed(folder: Path, tmp_path: Path) -> None:
    """The learner edits the file where it is."""
    elsewhere = tmp_path / "mine.py"
    write(elsewhere)
    (folder / "test_doubles.py").unlink()
    (folder / "test_doubles.py").symlink_to(elsewhere)
    with watching(folder) as wait:
        replace(elsewhere)
        wait()


def test_second_folder_is_watched_too(folder: Path, tmp_path: Path) -> None:
    """That of the exercise."""
    other = tmp_path / "exercises"
    other.mkdir()
    with watching(folder, other) as wait:
        write(other / "doubles.py")
        wait()


class TestIsSave:
    """What leads to a check."""

    def test_file_that_is_gone_leads_to_one_if_tests_are_left(self, folder: Path) -> None:
        """The helper may be missed; without tests there's nothing to judge, and more may follow."""
        states = [folder_state(folder)]
        for name in ("helper.py", "test_doubles.py"):
            (folder / name).unlink()
            states.append(folder_state(folder))

        assert [is_save(*pair) for pair in pairwise(states)] == [True, False]

    @pytest.mark.parametrize("name", ["test_doubles.py~", "test_doubles.tmp", "4913", "#test_doubles.py#", ".mine.swp"])
    def test_file_that_an_editor_writes_does_not(self, name: str, folder: Path) -> None:
        """It's there for a moment, or isn't part of the suite."""
        before = folder_state(folder)
        (folder / name).touch()

        assert not is_save(before, folder_state(folder))

    def test_folder_that_cannot_be_read_leads_to_one(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """So that the learner sees why."""
        before = folder_state(folder)

        def refuse(*_: object, **__: object) -> list[Path]:
            raise PermissionError(13, "Permission denied", f"{folder}")

        monkeypatch.setattr(saves, "find_files", refuse)

        assert is_save(before, folder_state(folder))

    def test_file_that_vanishes_meanwhile_is_no_error(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The next look sees what has become of it."""
        monkeypatch.setattr(saves, "find_files", lambda *_, **__: [folder / "gone.py"])

        assert folder_state(folder) == {}
