"""Adoption in repositories of every kind, and with any settings: the result is the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from adopt import adopt
from adoption_plan import adopted_tree
from plain_git import git

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code


def submodule(root: Path) -> Path:
    """Add a submodule, and return the repository."""
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"{root}", "module")
    git(root, "commit", "-q", "--message", "Module")
    return root


def worktree(root: Path) -> Path:
    """Return another working tree of the repository."""
    git(root, "worktree", "add", "-q", "-b", "other", f"{root.parent / 'other'}")
    return root.parent / "other"


def shallow_clone(root: Path) -> Path:
    """Return a clone that has only the last commit."""
    git(root.parent, "clone", "-q", "--depth=1", root.as_uri(), "shallow")
    return root.parent / "shallow"


def separate(root: Path) -> Path:
    """Return the repository, whose `.git` is elsewhere now, with a name that is hard to quote."""
    git(root, "init", "-q", "--separate-git-dir", f"{root.parent / 'é  git'}")
    return root


def detached(root: Path) -> Path:
    """Return the repository, which isn't on a branch now."""
    git(root, "checkout", "-q", "--detach")
    return root


@pytest.mark.parametrize("arrange", [submodule, worktree, shallow_clone, separate, detached])
def test_repositories_of_every_kind_are_adopted(small: Path, arrange: Callable[[Path], Path]) -> None:
    """Only the working tree that was asked for changes, and what is in a submodule stays."""
    root = arrange(small)

    adopt(root, "acme_shop")

    assert (root / "src" / "acme_shop" / "core.py").is_file()
    assert git(root, "diff", "--name-only") == ""
    assert {path.parent.name for path in small.parent.rglob("core.py")} == (
        {"acme_shop", "fizzbuzz"} if root != small or arrange is submodule else {"acme_shop"}
    )


SETTINGS = (
    "commit.gpgSign=true",
    "core.autocrlf=true",
    "core.fsmonitor=/no/such/program",
    "core.hooksPath=/no/such/folder",
    "core.quotePath=true",
    "core.safecrlf=true",
    "color.ui=always",
    "diff.external=/no/such/program",
    "i18n.logOutputEncoding=latin-1",
    "status.short=true",
    "submodule.recurse=true",
)


def test_settings_of_the_repository_do_not_matter(small: Path) -> None:
    """The result is the same, whatever the user's settings of git are."""
    expected = adopted_tree(small, "acme_shop")
    for setting in SETTINGS:
        git(small, "config", *setting.split("="))

    adopt(small, "acme_shop")

    assert git(small, "write-tree").strip() == expected
