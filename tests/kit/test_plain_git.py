"""Git with settings of its own, on a small repository."""

import runpy
import sys
from pathlib import Path

import plain_git
import pytest
from plain_git import clone_tree, commit_all, git

USER_SETTINGS = """
[commit]
gpgSign = true
[gpg]
program = /no/such/program
[core]
hooksPath = /no/such/folder
[status]
showUntrackedFiles = no
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository with one committed file."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "one.txt").write_text("one\n", encoding="utf-8")
    commit_all(folder)
    return folder


def test_settings_of_the_user_are_ignored(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither signing nor a way to show the status comes from the user's settings."""
    settings = tmp_path / "gitconfig"
    settings.write_text(USER_SETTINGS, encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", f"{settings}")
    (root / "two.txt").touch()

    status = git(root, "status", "--porcelain")
    commit_all(root)

    assert status == "?? two.txt\n"
    assert git(root, "log", "--format=%an <%ae>", "-1") == "kit <kit@localhost>\n"


def test_variables_of_a_surrounding_git_are_ignored(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a hook, git sets GIT_DIR: the folder that was asked for counts."""
    monkeypatch.setenv("GIT_DIR", "/no/such/repository")

    assert git(root, "ls-files") == "one.txt\n"


def test_hooks_of_the_repository_are_ignored(root: Path) -> None:
    """A hook that refuses every commit isn't run."""
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (root / "two.txt").touch()

    commit_all(root)

    assert git(root, "status", "--porcelain") == ""


def test_a_clone_of_a_clean_tree_has_its_commit(root: Path, tmp_path: Path) -> None:
    """Without changes there is nothing to commit in the clone."""
    clone_tree(root, tmp_path / "clone")

    assert git(tmp_path / "clone", "rev-parse", "HEAD") == git(root, "rev-parse", "HEAD")


def test_a_repository_of_another_user_is_cloned(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git reads it only if the user has said that it's safe, and the clone relies on that."""
    monkeypatch.setitem(plain_git.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    clone_tree(root, tmp_path / "clone")

    assert (tmp_path / "clone" / "one.txt").is_file()


def test_a_clone_has_uncommitted_changes(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has changed since the commit is committed in the clone, and only there."""
    (root / "one.txt").write_text("changed\n", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "argv", ["plain_git.py", f"{tmp_path / 'clone'}"])

    runpy.run_path(plain_git.__file__, run_name="__main__")

    assert (tmp_path / "clone" / "one.txt").read_text(encoding="utf-8") == "changed\n"
    assert git(tmp_path / "clone", "status", "--porcelain") == ""
    assert git(root, "status", "--porcelain") == " M one.txt\n"
