"""The command finds the project or the course it's called in."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.cli.project import find_catalogue, find_root, shown
from workshop.errors import AuthorError, UsageError


def test_the_catalogue_is_found_from_any_folder_of_the_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It's looked for in the folders above too."""
    monkeypatch.chdir(project / "tests" / "unit")

    assert [mutant.name for mutant in find_catalogue().mutants] == ["skips-one", "takes-odd-for-even"]


def test_a_missing_catalogue_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says which file was looked for, and where."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError) as error:
        find_catalogue()

    assert f"{error.value}".startswith(
        f"there is no {Path('tests', 'mutants.toml')} in {tmp_path} or a folder above it: change to "
    )


def test_a_catalogue_with_a_mistake_is_an_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the file and the mistake."""
    (project / "tests" / "mutants.toml").write_text("mutants = 3", encoding="utf-8")
    monkeypatch.chdir(project)

    with pytest.raises(AuthorError, match=r"mutants\.toml: .*'mutants'"):
        find_catalogue()


def test_the_root_of_a_course_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It's the folder that has the exercises."""
    folder = write_exercise(tmp_path).folder
    monkeypatch.chdir(folder)

    assert find_root() == tmp_path


@pytest.mark.parametrize("folder", [".", "workshop", "workshop/exercises", "src"])
def test_the_root_of_a_clone_is_the_whole_clone(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There the exercises are in the folder `workshop`, and answers beside it."""
    write_exercise(tmp_path / "workshop")
    (tmp_path / "workshop" / "pyproject.toml").touch()
    (tmp_path / "src").mkdir()
    monkeypatch.chdir(tmp_path / folder)

    assert find_root() == tmp_path


def test_a_folder_that_happens_to_be_called_exercises_is_no_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has none."""
    for path in ("exercises", "below"):
        (tmp_path / path).mkdir()
    monkeypatch.chdir(tmp_path / "below")

    assert find_root() == tmp_path / "below"


def test_a_current_folder_that_has_been_deleted_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to do."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    with pytest.raises(UsageError, match="the current folder has been deleted: change to another one"):
        find_root()


@pytest.mark.parametrize("method", ["cwd", "stat"])
def test_a_current_folder_that_cannot_be_reached_is_an_error(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which step the system refuses depends on the system."""

    def refuse(*_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, method, refuse)

    with pytest.raises(UsageError, match="you may not enter a folder that the current one is in: change to another"):
        find_root()


@pytest.mark.parametrize("folder", ["tests", "workshop"])
def test_what_others_have_in_folders_above_is_passed_over(
    folder: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where all users have their folders, and one of them is called like a part of a project."""
    here = project / "below"
    here.mkdir()
    monkeypatch.chdir(here)
    exists = Path.exists

    def refuse(path: Path) -> bool:
        if path.is_relative_to(here / folder):
            raise PermissionError(13, "Permission denied", f"{path}")
        return exists(path)

    monkeypatch.setattr(Path, "exists", refuse)

    assert (find_catalogue().root, find_root()) == (project, here)


def test_outside_a_course_the_root_is_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exercise can still be given by its path."""
    monkeypatch.chdir(tmp_path)

    assert find_root() == tmp_path


def test_paths_are_shown_relative_to_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths elsewhere are shown whole."""
    monkeypatch.chdir(tmp_path)

    assert shown(tmp_path / "answers") == Path("answers")
    assert shown(tmp_path.parent) == tmp_path.parent


def test_paths_are_shown_whole_in_a_folder_that_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by `git switch` while `workshop watch` runs in it."""
    (tmp_path / "answers").mkdir()
    monkeypatch.chdir(tmp_path / "answers")
    (tmp_path / "answers").rmdir()

    assert shown(tmp_path / "answers") == tmp_path / "answers"
