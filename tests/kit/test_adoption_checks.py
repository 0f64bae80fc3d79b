"""What adoption refuses before it starts: each refusal is a sentence that says what to do."""

import os
import shutil
from pathlib import Path

import pytest
from adoption_checks import check
from plain_git import git
from working_tree_checks import RefusedError, explained


def refusal(root: Path, name: str = "acme_shop") -> str:
    """Return the reason for which an adoption is refused."""
    with pytest.raises(RefusedError) as error:
        check(root, name)
    return f"{error.value}"


def test_a_fresh_copy_is_accepted(small: Path) -> None:
    """Files that git ignores don't matter, and neither does an unfinished change in a submodule."""
    git(small, "clone", "-q", f"{small}", "module")
    git(small, "add", "module")
    git(small, "commit", "-q", "--message", "Module")
    (small / "module" / "README.md").write_text("changed")
    (small / "ignored").mkdir()
    (small / "ignored" / "mine.txt").touch()

    check(small, "acme_shop")


def test_an_impossible_name_is_refused(small: Path) -> None:
    """The sentence says why and proposes another name; a very long name is cut."""
    assert refusal(small, "acme-shop") == (
        "'acme-shop' can't be the name of your package: it has a hyphen, which Python reads as a minus; try acme_shop"
    )
    assert len(refusal(small, "a" * 10_000)) < 300


def test_a_taken_folder_is_refused(small: Path) -> None:
    """A folder that is there already, even one that git ignores, isn't filled or replaced."""
    (small / "src" / "ignored").mkdir()

    assert refusal(small, "ignored") == "src/ignored exists already; choose another name, or move it away"


def test_a_record_that_git_ignores_is_refused(small: Path) -> None:
    """Git would replace an ignored file by the one that adoption writes."""
    (small / ".gitignore").write_text("adopted.toml\n")
    git(small, "commit", "-q", "--all", "--message", "Ignore")
    (small / ".ci" / "adopted.toml").write_text("mine")

    assert refusal(small) == ".ci/adopted.toml exists already; move it away"


def test_no_git_is_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program git, nothing could be taken back."""
    monkeypatch.setenv("PATH", f"{small}")

    assert refusal(small) == "git isn't installed, and nothing could be taken back without it; install it"


def test_no_repository_is_refused(small: Path) -> None:
    """An unpacked archive isn't a repository yet."""
    shutil.rmtree(small / ".git")

    assert refusal(small) == (
        "this folder isn't a git repository; make it one first: git init && git add . && git commit -m Begin"
    )


def test_a_folder_in_another_repository_is_refused(small: Path, tmp_path: Path) -> None:
    """An archive that was unpacked in another repository isn't adopted at that one's cost."""
    shutil.rmtree(small / ".git")
    git(tmp_path, "init", "-q")

    assert refusal(small).startswith(f"this folder belongs to the repository {tmp_path}; make it one of its own first:")


def test_a_folder_of_the_repository_is_refused(small: Path) -> None:
    """The sentence names the folder in which adoption works."""
    assert refusal(small / "src") == f"run it in the root of the repository: cd {small}"


def test_a_repository_without_the_package_is_refused(small: Path) -> None:
    """A folder in which only ignored files are left doesn't count as the package."""
    (small / "src" / "fizzbuzz" / "__init__.py").unlink()

    assert refusal(small) == "src/fizzbuzz is missing; begin with a fresh copy"


def test_a_bare_repository_is_refused(small: Path) -> None:
    """A bare repository has no files."""
    assert (
        refusal(small / ".git") == "this repository is bare, and has no files to adopt; clone it, and adopt the clone"
    )


def test_dubious_ownership_is_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner of the folder could make the user's git run programs, so the user has to say which owners to trust."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    assert refusal(small) == (
        "this folder belongs to another user, so git doesn't trust it; "
        f"if you do, run git config --global --add safe.directory {small}"
    )


def test_settings_that_git_cannot_read_are_refused(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git says about them is in the sentence."""
    (tmp_path / "settings").write_text("[broken\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", f"{tmp_path / 'settings'}")

    assert refusal(small).startswith("git fails here; make git status work first: fatal: bad config line 1")


def test_a_git_that_dies_without_a_word_is_refused() -> None:
    """The sentence is complete all the same."""
    assert explained("") == "git fails here; make git status work first: it says nothing"


def test_a_repository_without_a_commit_is_refused(small: Path) -> None:
    """Without a commit, nothing could be taken back."""
    shutil.rmtree(small / ".git")
    git(small, "init", "-q")

    assert refusal(small) == "there is no commit to come back to; run git add . && git commit -m Begin"


@pytest.mark.parametrize(
    ("file", "operation"),
    [
        pytest.param("MERGE_HEAD", "merge", id="merge"),
        pytest.param("rebase-merge", "rebase", id="rebase"),
        pytest.param("rebase-apply", "rebase", id="rebase of patches"),
        pytest.param("CHERRY_PICK_HEAD", "cherry-pick", id="cherry-pick"),
        pytest.param("REVERT_HEAD", "revert", id="revert"),
        pytest.param("BISECT_LOG", "bisect", id="bisect"),
    ],
)
def test_an_unfinished_operation_is_refused(small: Path, file: str, operation: str) -> None:
    """The staged changes of an adoption would be mixed with those of the operation."""
    (small / ".git" / file).touch()

    assert refusal(small) == f"git is in the middle of a {operation}; finish or abort it first"


@pytest.mark.parametrize("read_only", [".", ".git", "docs", "src"])
def test_a_read_only_folder_is_refused(read_only: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that can't change would stop the adoption in the middle, even one with nothing but folders in it."""
    monkeypatch.setattr(os, "access", lambda folder, _mode: folder != small / read_only)

    assert refusal(small) == f"{small / read_only} is read-only; make it writable, or work in a copy"


def test_a_surrounding_git_is_ignored(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a hook, git's variables name the repository of the hook."""
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(variable, "/no/such/place")

    check(small, "acme_shop")
