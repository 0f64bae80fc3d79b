"""What a user has changed, added or hidden is refused before adoption starts, so that it can't be lost."""

from pathlib import Path

import pytest
from adoption_checks import check
from plain_git import git
from working_tree_checks import RefusedError


def refusal(root: Path) -> str:
    """Return the reason for which an adoption is refused."""
    with pytest.raises(RefusedError) as error:
        check(root, "acme_shop")
    return f"{error.value}"


@pytest.mark.parametrize("setting", ["status.showUntrackedFiles=no", "status.relativePaths=true", "status.short=true"])
@pytest.mark.parametrize("path", ["notes.txt", "answers/01/test_mine.py", "docs/mine.md", "tests/kit/test_mine.py"])
def test_a_file_that_is_not_tracked_is_refused(small: Path, setting: str, path: str) -> None:
    """It's refused wherever it is, and whatever git shows usually."""
    git(small, "config", *setting.split("="))
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    (small / path).touch()

    assert refusal(small) == f"commit your changes first, or git stash -u them:\n?? {path}"


def test_the_users_own_list_of_ignored_files_counts(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user who ignores the files of an editor everywhere isn't asked to commit them."""
    (tmp_path / "ignore").write_text(".idea/\n")
    (tmp_path / "settings").write_text(f"[core]\nexcludesFile = {tmp_path.as_posix()}/ignore\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", f"{tmp_path / 'settings'}")
    (small / ".idea").mkdir()
    (small / ".idea" / "mine.xml").touch()

    check(small, "acme_shop")


def test_changes_are_refused(small: Path) -> None:
    """Staged, added, changed and deleted files are listed with their state."""
    (small / "README.md").write_text("mine\n")
    (small / "noxfile.py").unlink()
    (small / "later.txt").touch()
    (small / "staged.txt").touch()
    git(small, "add", "--intent-to-add", "later.txt")
    git(small, "add", "staged.txt")

    assert refusal(small).splitlines()[1:] == [" M README.md", " A later.txt", " D noxfile.py", "A  staged.txt"]


def test_a_long_list_of_changes_is_cut(small: Path) -> None:
    """The first ten are enough; a name that could confuse the terminal is escaped."""
    for number in range(11):
        (small / f"{number:02}.txt").touch()
    (small / "-\n").touch()

    lines = refusal(small).splitlines()

    assert (lines[1], lines[-1], len(lines)) == (r"'?? -\n'", "and 2 more", 12)


def test_the_users_own_filters_count(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that looks otherwise than git keeps it, such as a large one with Git LFS, hasn't changed."""
    (tmp_path / "settings").write_text('[filter "big"]\nclean = tr A-Z a-z\nsmudge = tr a-z A-Z\n')
    (small / ".gitattributes").write_text("*.big filter=big\n")
    (small / "picture.big").write_text("pixels")
    git(small, "add", ".")
    git(small, "commit", "-q", "--message", "Picture")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", f"{tmp_path / 'settings'}")
    (small / "picture.big").write_text("PIXELS")

    check(small, "acme_shop")


def test_a_file_that_git_assumes_unchanged_is_refused(small: Path) -> None:
    """Git wouldn't see that the user has changed it."""
    git(small, "mv", "README.md", "read me.md")
    git(small, "update-index", "--assume-unchanged", "read me.md")
    (small / "read me.md").write_text("mine\n")

    assert refusal(small) == (
        "git assumes read me.md unchanged; run git update-index --no-assume-unchanged 'read me.md'"
    )


def test_a_file_that_git_skips_is_refused(small: Path) -> None:
    """Either the user has changed it, or it isn't in the working tree."""
    git(small, "mv", "README.md", "read me.md")
    git(small, "update-index", "--skip-worktree", "read me.md")

    assert refusal(small) == (
        "git doesn't look at read me.md; run git sparse-checkout disable, "
        "or git update-index --no-skip-worktree 'read me.md'"
    )
