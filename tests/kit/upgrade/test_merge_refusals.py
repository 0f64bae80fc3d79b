"""What an upgrade refuses: each refusal is a sentence that says what to do, and nothing has changed."""

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from subprocess import CalledProcessError

import merge_template
import pytest
from adoption_record import RECORD, TEXT
from plain_git import commit_all, git
from pytest_mock import MockerFixture
from three_way_merge import Merge
from working_tree_checks import RefusedError

from tests.kit.upgrade.repositories import conflict, upgraded


def unknown_commit(project: Path) -> None:
    """Record a commit that the template doesn't have."""
    text = TEXT.format(template='""', commit='"v0"', tree='""', arguments="[]")
    (project / RECORD).write_text(text, encoding="utf-8")
    commit_all(project)


def uncommitted_change(project: Path) -> None:
    """Change a file that the template doesn't change."""
    (project / "mine.md").write_text("changed", encoding="utf-8")


def no_record(project: Path) -> None:
    """Delete the record."""
    (project / RECORD).unlink()
    commit_all(project)


def ignored_file(project: Path) -> None:
    """Have a file that git ignores, where the template has one now."""
    (project / ".gitignore").write_text("ignored.md\nnew.md\n", encoding="utf-8")
    commit_all(project)
    (project / "new.md").write_text("mine", encoding="utf-8")


def no_repository(project: Path) -> None:
    """Have a project that is only a folder of another repository."""
    shutil.rmtree(project / ".git")
    commit_all(project.parent)


def locked(project: Path) -> None:
    """Have another git at work."""
    (project / ".git" / "index.lock").touch()


@pytest.mark.parametrize(
    ("arrange", "message"),
    [
        (unknown_commit, f"the template has no commit v0; write the one that you began with into {RECORD}"),
        (uncommitted_change, "commit your changes first, or git stash -u them:\n M mine.md"),
        (no_record, f"there is no {RECORD}, which says what this project is made from"),
        (ignored_file, "git ignores these files, and the template has files there now; move yours: new.md"),
        (no_repository, "this folder belongs to the repository "),
        (locked, "nothing has changed, because git says: fatal: Unable to create "),
    ],
)
def test_a_refusal_changes_nothing(arrange: Callable[[Path], None], message: str, project: Path, clone: Path) -> None:
    """The message says what to do, and every file is as it was."""
    arrange(project)
    before = {path: path.read_bytes() for path in project.glob("**/*.md")}

    code = upgraded(project, clone)

    assert f"{code}".startswith(f"upgrade: {message}")
    assert {path: path.read_bytes() for path in project.glob("**/*.md")} == before


@pytest.mark.parametrize(
    ("entry", "is_taken"),
    [
        pytest.param(Path.touch, True, id="a file"),
        pytest.param(lambda docs: docs.symlink_to("elsewhere"), True, id="a link"),
        pytest.param(Path.mkdir, False, id="a folder"),
        pytest.param(lambda _: None, False, id="nothing"),
    ],
)
def test_a_file_in_place_of_a_new_folder_is_not_replaced(
    entry: Callable[[Path], None], tmp_path: Path, mocker: MockerFixture, *, is_taken: bool
) -> None:
    """Git would delete what it ignores; a folder is where new files belong."""
    entry(tmp_path / "docs")
    merge = mocker.Mock(spec=Merge, added=["docs/guide/new.md", "other.md"])
    refusal = pytest.raises(RefusedError, match=r"move yours: docs$") if is_taken else nullcontext()

    with refusal:
        merge_template.check_ignored(tmp_path, merge)


def test_an_old_git_is_refused(project: Path, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 2.38, git can't merge without a working tree."""
    monkeypatch.setattr(merge_template, "OLDEST_GIT", (99, 0))

    code = upgraded(project, clone)

    assert f"{code}".startswith("upgrade: a merge needs git 99.0 or newer, and this is git version ")


def test_conflicts_that_git_cannot_mark_are_said(project: Path, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If git fails after it has written the files, the message says where to look."""

    def without_marks(root: Path, *arguments: str, stdin: bytes = b"") -> str:
        if arguments[0] == "update-index":
            error = CalledProcessError(128, "git")
            error.add_note("no space left")
            raise error
        return git(root, *arguments, stdin=stdin)

    conflict(project)
    monkeypatch.setattr(merge_template, "git", without_marks)

    code = upgraded(project, clone)

    assert code == (
        "upgrade: everything is merged, but git can't mark the conflicts (no space left); "
        "look for <<<<<<< in changed.md"
    )
