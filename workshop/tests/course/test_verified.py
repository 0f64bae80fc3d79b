"""`Verified`: an exercise or a matrix is verified again only if something that matters has changed."""

from pathlib import Path

import pytest

from workshop.course import fingerprint
from workshop.course.cache import CACHE
from workshop.course.fingerprint import Fingerprints
from workshop.course.verified import Verified


def remember(root: Path, *paths: Path) -> None:
    """Remember that files or folders, as they are now, were verified with one seed."""
    verified = Verified(root, "1 seed")
    verified.remember(paths[0], verified.fingerprint(*paths))


def is_unchanged(root: Path, *paths: Path, settings: str = "1 seed") -> bool:
    """Return whether they were verified as they are now."""
    verified = Verified(root, settings)
    return verified.is_unchanged(paths[0], verified.fingerprint(*paths))


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """Return the folder of an exercise that was verified with one seed."""
    folder = tmp_path / "13-doubles"
    (folder / "correct").mkdir(parents=True)
    (folder / "doubles.py").touch()
    remember(tmp_path, folder)
    return folder


def test_remembered_exercise_is_unchanged(exercise: Path, tmp_path: Path) -> None:
    """Also for the next command, and git ignores what is kept for it."""
    assert is_unchanged(tmp_path, exercise)
    assert (tmp_path / CACHE / ".gitignore").read_text() == "*\n"


def test_unknown_exercise_is_changed(exercise: Path, tmp_path: Path) -> None:
    """Another folder with the same files is another exercise."""
    other = exercise.rename(tmp_path / "14-doubles")

    assert not is_unchanged(tmp_path, other)


@pytest.mark.parametrize("file", ["doubles.py", "correct/strict.py", ".settings"])
def test_exercise_with_another_file_is_changed(file: str, exercise: Path, tmp_path: Path) -> None:
    """One that was edited, or a new one; a program may read a hidden one."""
    (exercise / file).write_text("LIMIT = 3\n")

    assert not is_unchanged(tmp_path, exercise)


def test_files_that_it_depends_on_are_compared_too(exercise: Path, tmp_path: Path) -> None:
    """A file that is missing is another file."""
    other = tmp_path / "matrix.svg"
    other.write_text("<svg />")
    remember(tmp_path, exercise, other)

    assert is_unchanged(tmp_path, exercise, other)
    other.write_text("<svg></svg>")
    assert not is_unchanged(tmp_path, exercise, other)
    other.unlink()
    assert not is_unchanged(tmp_path, exercise, other)


def test_compiled_files_change_nothing(exercise: Path, tmp_path: Path) -> None:
    """Python writes them when it imports a program."""
    (exercise / "__pycache__").mkdir()
    (exercise / "__pycache__" / "doubles.pyc").touch()

    assert is_unchanged(tmp_path, exercise)


def test_other_settings_are_a_change(exercise: Path, tmp_path: Path) -> None:
    """Twenty seeds may find what one doesn't."""
    assert not is_unchanged(tmp_path, exercise, settings="20 seeds")


def test_other_version_is_a_change(exercise: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the workshop says of an exercise depends on its own code."""
    monkeypatch.setattr(fingerprint, "own_digest", lambda: "other")

    assert not is_unchanged(tmp_path, exercise)


def test_other_server_is_a_change(exercise: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real Redis refuses what fakeredis accepts."""
    monkeypatch.setattr(fingerprint, "find_executable", lambda: "/opt/redis-server")

    assert not is_unchanged(tmp_path, exercise)


def test_commands_that_run_at_once_keep_what_the_others_remember(exercise: Path, tmp_path: Path) -> None:
    """As the gates do that share the folder."""
    commands = [Verified(tmp_path, "1 seed") for _ in range(2)]
    for command, name in zip(commands, ("doubles.py", "correct"), strict=True):
        command.remember(exercise / name, command.fingerprint(exercise / name))

    assert all(is_unchanged(tmp_path, exercise / name) for name in ("doubles.py", "correct"))


def test_cache_that_cannot_be_written_is_no_error(exercise: Path, tmp_path: Path) -> None:
    """The next command verifies again."""
    root = tmp_path / "file"
    root.touch()

    remember(root, exercise)

    assert not is_unchanged(root, exercise)


def test_file_that_cannot_be_read_is_a_change(exercise: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time: whatever is in it hasn't been verified."""

    def refuse(*_: object) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Fingerprints, "of", refuse)
    remember(tmp_path, exercise)

    assert not is_unchanged(tmp_path, exercise)
