"""The exercises that a class is graded on are read once."""

import shutil
from pathlib import Path

import pytest

from tests.doubles import PROGRAM, write_exercise
from workshop.course.exercise import Exercise
from workshop.errors import AuthorError, MachineError
from workshop.grading import kit as kit_module
from workshop.grading.kit import read_kit


def test_a_change_of_the_files_changes_nothing(exercise: Exercise) -> None:
    """Judging goes on with the copies, which are as the exercise was."""
    with read_kit([exercise.folder]) as kit:
        (exercise.folder / "doubles.py").write_text("nothing", encoding="utf-8")
        (exercise.folder / "correct" / "strict.py").unlink()

        (copy,) = kit.exercises
        assert copy.subject.read("doubles.py") == PROGRAM
        assert next(reference.name for reference in copy.references()) == "correct/strict.py"
        assert kit.tasks["13-doubles"].subject.path == copy.subject.path


def test_changed_files_are_named(exercise: Exercise) -> None:
    """Changed, removed and new ones; compiled and hidden ones don't matter."""
    with read_kit([exercise.folder]) as kit:
        assert kit.changed() == []

        (exercise.folder / "doubles.py").write_text("nothing", encoding="utf-8")
        (exercise.folder / "correct" / "strict.py").unlink()
        (exercise.folder / "correct" / "new.py").touch()
        (exercise.folder / "doubles.pyc").touch()
        (exercise.folder / ".hidden").touch()
        (exercise.folder / ".pytest_cache").mkdir()
        (exercise.folder / ".pytest_cache" / "README.md").touch()

        assert kit.changed() == [
            exercise.folder / name for name in ("correct/new.py", "correct/strict.py", "doubles.py")
        ]


def test_exercises_may_be_in_a_hidden_folder(tmp_path: Path) -> None:
    """Their files count."""
    (tmp_path / ".course").mkdir()
    exercise = write_exercise(tmp_path / ".course")
    with read_kit([exercise.folder]) as kit:
        (exercise.folder / "doubles.py").write_text("nothing", encoding="utf-8")

        assert kit.changed() == [exercise.folder / "doubles.py"]


def test_the_original_exercises_stay_hidden_from_tests(exercise: Exercise) -> None:
    """Not only the copies."""
    with read_kit([exercise.folder]) as kit:
        assert kit.tasks["13-doubles"].hidden == (exercise.folder.parent,)


def test_an_exercise_that_is_named_twice_is_read_once(exercise: Exercise) -> None:
    """Its submissions are graded once."""
    with read_kit([exercise.folder, exercise.folder]) as kit:
        assert [each.name for each in kit.exercises] == ["13-doubles"]


def test_the_digest_changes_with_the_exercise(tmp_path: Path, exercise: Exercise) -> None:
    """And not with the folder that it's in."""
    (tmp_path / "other").mkdir()
    other = write_exercise(tmp_path / "other")
    with read_kit([exercise.folder]) as first, read_kit([other.folder]) as second:
        assert first.digests == second.digests

    (other.folder / "README.md").write_text("New rules", encoding="utf-8")
    with read_kit([other.folder]) as third:
        assert third.digests != first.digests


def test_an_error_names_the_file_of_the_author(exercise: Exercise) -> None:
    """Not the copy."""
    (exercise.folder / "exercise.toml").write_text("nothing", encoding="utf-8")

    with pytest.raises(AuthorError) as error:
        read_kit([exercise.folder]).__enter__()

    assert f"{error.value}".startswith(f"{exercise.folder / 'exercise.toml'}: ")


def test_a_copy_that_cannot_be_written_is_an_error(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """There's no space for it."""

    def copytree(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", copytree)

    with pytest.raises(MachineError, match=r"no space left in .*: free some, then try again"):
        read_kit([exercise.folder]).__enter__()


def test_names_of_test_files_are_those_of_exercises_that_can_be_read(tmp_path: Path, exercise: Exercise) -> None:
    """An exercise that isn't graded may be unfinished."""
    assert kit_module.test_files([exercise.folder, tmp_path]) == {"test_doubles.py"}
