"""The answers of git that planting depends on."""

from pathlib import Path

import pytest

from tests.mutants.planted import COUNTER, write
from tests.repository import git
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.git import committed_text, private_path, without_change

ORIGINAL = "one\ntwo\nthree\nfour\nfive\n"
CHANGED = "one\ntwo\n3\nfour\nfive\n"


def test_committed_text_ignores_uncommitted_changes(project: Path, file: Path) -> None:
    """It's the text of the last commit."""
    write(file, "# all new\n")

    assert committed_text(project, "src/counter.py") == COUNTER


def test_committed_text_of_an_uncommitted_file_is_none(project: Path) -> None:
    """A file that isn't committed has no such text, even if it's staged."""
    write(project / "src/new.py", "")
    git(project, "add", "src/new.py")

    assert committed_text(project, "src/new.py") is None


def test_private_path_can_not_be_committed(project: Path) -> None:
    """Git doesn't see a file there."""
    path = private_path(project, "workshop-planted")

    assert path
    path.write_text("here")
    assert git(project, "status", "--porcelain") == ""


def test_outside_a_repository_there_is_no_private_path(outside_git: Catalogue) -> None:
    """Then nothing can be planted."""
    assert private_path(outside_git.root, "workshop-planted") is None


def test_without_git_there_is_no_private_path(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git isn't an error."""
    monkeypatch.setenv("PATH", f"{project / 'nowhere'}")

    assert private_path(project, "workshop-planted") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(CHANGED, ORIGINAL, id="nothing else changed"),
        pytest.param(f"zero\n{CHANGED}six\n", f"zero\n{ORIGINAL}six\n", id="lines added above and below"),
        pytest.param(f"{ORIGINAL}six\n", f"{ORIGINAL}six\n", id="already undone"),
        pytest.param(CHANGED.replace("3", "drei"), None, id="changed again in the same line"),
    ],
)
def test_without_change_undoes_one_change_of_several(text: str, expected: str | None) -> None:
    """Other changes stay; if they're in the same place, there's no answer."""
    assert without_change(text, CHANGED, ORIGINAL) == expected
