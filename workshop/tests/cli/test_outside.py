"""Where there is no course, or a broken one, every command says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.counter_project import write_project
from tests.doubles import write_exercise

Places = Callable[[Path], Path]
FOR_LEARNERS = [
    pytest.param([], id="status"),
    pytest.param(["check"], id="check"),
    pytest.param(["check", "01"], id="check by number"),
    pytest.param(["check", "."], id="check by path"),
    pytest.param(["check", "--all"], id="check all"),
    pytest.param(["watch"], id="watch"),
    pytest.param(["hint"], id="hint"),
    pytest.param(["solution"], id="solution"),
    pytest.param(["reset", "01"], id="reset"),
    pytest.param(["list"], id="list"),
]
FOR_OTHERS = [
    pytest.param(["show", "1"], id="show"),
    pytest.param(["grade", "."], id="grade"),
    pytest.param(["verify"], id="verify"),
    pytest.param(["plant", "skips-one"], id="plant"),
    pytest.param(["unplant"], id="unplant"),
    pytest.param(["matrix"], id="matrix"),
]


def empty(root: Path) -> Path:
    """Return an empty folder."""
    return root


def below(root: Path) -> Path:
    """Return a folder below one that has files, and a folder that happens to be called exercises."""
    (root / "notes.txt").touch()
    (root / "exercises").mkdir()
    (root / "below").mkdir()
    return root / "below"


def project(root: Path) -> Path:
    """Return the folder of a project that has mutants, and no exercises."""
    return write_project(root)


@pytest.mark.parametrize("place", [empty, below])
@pytest.mark.parametrize("arguments", [*FOR_LEARNERS, *FOR_OTHERS])
def test_outside_a_course_every_command_says_what_to_do(
    arguments: list[str], place: Places, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the folder, and how to start a course; nothing is written."""
    monkeypatch.chdir(place(tmp_path))
    before = sorted(tmp_path.rglob("*"))

    result = run(*arguments)

    assert (result.code, result.out) == (2, "")
    assert f"{Path.cwd()} or a folder above it: change to " in result.err
    assert "`workshop init` in an empty folder" in result.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("arguments", FOR_LEARNERS)
def test_a_project_with_mutants_is_no_course(
    arguments: list[str], run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands for learners say what to do there too."""
    monkeypatch.chdir(project(tmp_path))

    result = run(*arguments)

    assert (result.code, result.out) == (2, "")
    assert "`workshop init` in an empty folder" in result.err


@pytest.mark.parametrize("arguments", FOR_LEARNERS)
def test_a_broken_exercise_is_named_with_what_to_do(
    arguments: list[str], run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be restored, or put elsewhere."""
    write_exercise(tmp_path, "02-more")
    folder = write_exercise(tmp_path, "01-doubles").folder
    (folder / "exercise.toml").write_text("title = ", encoding="utf-8")
    monkeypatch.chdir(folder)

    result = run(*arguments)

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"workshop: {folder / 'exercise.toml'}: Invalid value")
    assert result.err.endswith(f"; restore that file, or move {folder} elsewhere\n")
