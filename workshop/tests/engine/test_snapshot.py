"""Places to run tests in: whatever a run has done there, the next one finds the program as it is, and nothing else."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.protocol import EVENTS, HOME, TEMPORARY, TREE
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import REACH_FILE
from workshop.variants.variant import Variant

MUTANT = Variant("skips-one", {"rules.py": "STEP = 2\n", "new.py": "NEW = 1\n"}, is_instrumented=True)


@pytest.fixture
def place(tmp_path: Path) -> Snapshot:
    """Return a place for a program of two files."""
    (tmp_path / "game").mkdir()
    for name, text in {"__init__.py": "", "rules.py": "STEP = 1\n"}.items():
        (tmp_path / "game" / name).write_text(text)
    return Snapshot(Original(Subject(tmp_path / "game"), tmp_path / "original"), tmp_path, slot=3)


def contents(folder: Path) -> dict[str, bytes | None]:
    """Return all that is below a folder, by its path in it: of files what they hold."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def test_a_place_holds_the_implementation_that_it_is_set_up_for(place: Snapshot) -> None:
    """In place of the original, whose byte code is not there either."""
    place.set_up(MUTANT)

    package = place.directory / TREE / "game"
    assert (package / "rules.py").read_text() == "STEP = 2\n"
    assert (package / "new.py").read_text() == "NEW = 1\n"
    assert [path.name.partition(".")[0] for path in package.rglob("*.pyc")] == ["__init__"]


def test_the_program_itself_stays_as_it_is(place: Snapshot, tmp_path: Path) -> None:
    """A place has a copy of its own."""
    before = contents(tmp_path / "game") | contents(tmp_path / "original")

    place.set_up(MUTANT)

    assert contents(tmp_path / "game") | contents(tmp_path / "original") == before


def leave_files(directory: Path) -> None:
    """Leave what tests and the machine write, with a link to what is not to be touched."""
    for folder in (HOME, TEMPORARY):
        (directory / folder / "deep" / "down").mkdir(parents=True)
        (directory / folder / "deep" / "file").touch()
        (directory / folder / "file").touch()
        (directory / folder / "link").symlink_to(directory.parent / "game", target_is_directory=True)
    for file in (EVENTS, REACH_FILE):
        (directory / file).touch()


def leave_byte_code(directory: Path) -> None:
    """Leave what Python writes beside a mutant that is imported."""
    for path in (directory / TREE).rglob("__pycache__"):
        (path / next(path.glob("__init__.*.pyc")).name.replace("__init__", "rules")).touch()


@pytest.mark.parametrize("leave", [leave_files, leave_byte_code])
def test_what_runs_usually_leave_is_taken_away(leave: Callable[[Path], None], place: Snapshot, tmp_path: Path) -> None:
    """The place is as it was, and is the same: a process may hold the program that it has imported from there."""
    before, directory, program = contents(place.directory), place.directory, contents(tmp_path / "game")

    place.set_up(MUTANT)
    leave(place.directory)
    place.reset()

    assert place.directory == directory
    assert contents(directory) == before
    assert contents(tmp_path / "game") == program


def rewrite(directory: Path) -> None:
    """Change a file of the program for another text that is as long."""
    (directory / TREE / "game" / "__init__.py").write_text("")


def touch(directory: Path) -> None:
    """Give a file of the program another time, so that its byte code is out of date."""
    os.utime(directory / TREE / "game" / "__init__.py", (1, 1))


def add_to_program(directory: Path) -> None:
    """Leave a module where the program is imported from."""
    (directory / TREE / "json.py").touch()


def add_beside(directory: Path) -> None:
    """Leave a file in the folder around everything."""
    (directory / "stray").touch()


def remove_home(directory: Path) -> None:
    """Take away the folder that tests work in."""
    shutil.rmtree(directory / HOME)


def remove_everything(directory: Path) -> None:
    """Take away the whole place."""
    shutil.rmtree(directory)


@pytest.mark.parametrize("spoil", [rewrite, touch, add_to_program, add_beside, remove_home, remove_everything])
def test_a_place_that_is_spoiled_is_left_for_a_new_one(spoil: Callable[[Path], None], place: Snapshot) -> None:
    """Who tampers with the program changes nothing for those who come later."""
    before, directory = contents(place.directory), place.directory

    place.set_up(MUTANT)
    spoil(place.directory)
    place.reset()

    assert place.directory != directory
    assert not directory.exists()
    assert contents(place.directory) == before

    place.set_up(MUTANT)
    place.reset()
    assert contents(place.directory) == before
