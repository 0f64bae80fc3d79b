"""A snapshot is reset between runs: each run finds the unchanged program, and nothing from the run before."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from time import time

import pytest

from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.protocol import HOME, TEMPORARY, TREE
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import REACH_FILE
from workshop.variants.variant import Variant

MUTANT = Variant("skips-one", {"rules.py": "STEP = 2\n", "new.py": "NEW = 1\n"}, is_instrumented=True)


@pytest.fixture
def original(tmp_path: Path) -> Original:
    """Return the copy of a program with two files."""
    (tmp_path / "game").mkdir()
    for name, text in {"__init__.py": "", "rules.py": "STEP = 1\n"}.items():
        (tmp_path / "game" / name).write_text(text)
    return Original(Subject(tmp_path / "game"), tmp_path / "original")


@pytest.fixture
def snapshot(original: Original, tmp_path: Path) -> Snapshot:
    """Return a snapshot of the program."""
    return Snapshot(original, tmp_path, slot=3)


def contents(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder by its relative path, with the contents of files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def test_snapshot_becomes_the_variant_that_it_is_set_up_for(snapshot: Snapshot) -> None:
    """The byte code of the files that the variant replaces is gone too."""
    snapshot.set_up(MUTANT)

    package = snapshot.directory / TREE / "game"
    assert (package / "rules.py").read_text() == "STEP = 2\n"
    assert (package / "new.py").read_text() == "NEW = 1\n"
    assert [path.name.partition(".")[0] for path in package.rglob("*.pyc")] == ["__init__"]


@pytest.mark.parametrize("copy", ["of the program", "of a slot"])
def test_program_that_cannot_be_copied_is_one_error(
    copy: str, original: Original, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first, as when no space is left: an error that lists all of them would say nothing to the reader."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", refuse)

    with pytest.raises(OSError, match="No space left on device") as raised:
        Original(original.subject, tmp_path / "other") if copy == "of the program" else Snapshot(original, tmp_path, 3)

    assert raised.value.errno == errno.ENOSPC


def test_set_up_does_not_change_the_program(snapshot: Snapshot, tmp_path: Path) -> None:
    """A snapshot is a copy."""
    before = contents(tmp_path / "game") | contents(tmp_path / "original")

    snapshot.set_up(MUTANT)

    assert contents(tmp_path / "game") | contents(tmp_path / "original") == before


def leave_files(directory: Path) -> None:
    """Leave the files that tests and the engine write, and a link to files that must not be deleted."""
    for folder in (HOME, TEMPORARY):
        (directory / folder / "deep" / "down").mkdir(parents=True)
        (directory / folder / "deep" / "file").touch()
        (directory / folder / "file").touch()
        (directory / folder / "link").symlink_to(directory.parent / "game", target_is_directory=True)
    (directory / REACH_FILE).touch()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("folder", [HOME, TEMPORARY, TREE, f"{TREE}/game"])
def test_folder_that_has_become_a_link_is_not_followed(folder: str, snapshot: Snapshot, tmp_path: Path) -> None:
    """The next run has a new copy, and what the link led to is as it was."""
    yours = tmp_path / "yours"
    (yours / "game").mkdir(parents=True)
    for path in (yours / "rules.py", yours / "game" / "rules.py"):
        path.touch()
    before, directory = contents(yours), snapshot.directory
    snapshot.set_up(MUTANT)
    (directory / folder).rename(tmp_path / "moved")
    (directory / folder).symlink_to(yours, target_is_directory=True)

    snapshot.reset()

    assert contents(yours) == before
    assert snapshot.directory != directory


def leave_byte_code(directory: Path) -> None:
    """Leave the byte code that Python writes when it imports a mutant."""
    for path in (directory / TREE).rglob("__pycache__"):
        (path / next(path.glob("__init__.*.pyc")).name.replace("__init__", "rules")).touch()


@pytest.mark.parametrize("leave", [leave_files, leave_byte_code])
def test_reset_removes_what_runs_usually_leave(
    leave: Callable[[Path], None], snapshot: Snapshot, tmp_path: Path
) -> None:
    """The folder stays the same, because a template may have imported the program from there."""
    before, directory, program = contents(snapshot.directory), snapshot.directory, contents(tmp_path / "game")

    snapshot.set_up(MUTANT)
    leave(snapshot.directory)
    snapshot.reset()

    assert snapshot.directory == directory
    assert contents(directory) == before
    assert contents(tmp_path / "game") == program


def test_sandboxed_run_leaves_no_trace(original: Original, tmp_path: Path) -> None:
    """The folders for its files are made again, and the program's times of access are in the future."""
    snapshot = Snapshot(original, tmp_path, slot=3, is_sandboxed=True)
    before, directory = contents(snapshot.directory), snapshot.directory
    os.utime(directory / HOME, (1, 1))
    os.utime(directory / TEMPORARY, (1, 1))

    snapshot.set_up(MUTANT)
    accessed = [path.stat().st_atime for path in (directory, *(directory / TREE).rglob("*"))]
    snapshot.reset()

    assert (contents(directory), snapshot.directory) == (before, directory)
    assert min(accessed) > time()
    assert all((directory / folder).stat().st_mtime > 1 for folder in (HOME, TEMPORARY))


def rewrite(directory: Path) -> None:
    """Write a file of the program again, with the same text."""
    (directory / TREE / "game" / "__init__.py").write_text("")


def touch(directory: Path) -> None:
    """Change the time of a file of the program, so that its byte code is out of date."""
    os.utime(directory / TREE / "game" / "__init__.py", (1, 1))


def add_to_program(directory: Path) -> None:
    """Add a module beside the program."""
    (directory / TREE / "json.py").touch()


def add_beside(directory: Path) -> None:
    """Add a file to the folder of the snapshot."""
    (directory / "stray").touch()


def remove_home(directory: Path) -> None:
    """Remove the folder that tests run in."""
    shutil.rmtree(directory / HOME)


def remove_everything(directory: Path) -> None:
    """Remove the whole snapshot."""
    shutil.rmtree(directory)


@pytest.mark.parametrize("damage", [rewrite, touch, add_to_program, add_beside, remove_home, remove_everything])
def test_reset_replaces_a_snapshot_that_cannot_be_cleaned_up(
    damage: Callable[[Path], None], snapshot: Snapshot
) -> None:
    """A run that tampers with the program doesn't affect later runs."""
    before, directory = contents(snapshot.directory), snapshot.directory

    snapshot.set_up(MUTANT)
    damage(snapshot.directory)
    snapshot.reset()

    assert snapshot.directory != directory
    assert not directory.exists()
    assert contents(snapshot.directory) == before

    snapshot.set_up(MUTANT)
    snapshot.reset()
    assert contents(snapshot.directory) == before
