"""A template with two commits, which adoption doesn't change, and a project that is made from the first."""

from collections.abc import Iterable
from pathlib import Path

import merge_template
import pytest
from adoption_record import RECORD, TEXT
from plain_git import git

from tests.kit.upgrade.repositories import LINES, write


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the clone of a template: at its second commit, of which the first one has less."""

    def adopt_again(clone: Path, commit: str, _arguments: Iterable[str]) -> str:
        return git(clone, "rev-parse", f"{commit}^{{tree}}").strip()

    monkeypatch.setattr(merge_template, "adopt_again", adopt_again)
    root = tmp_path / "clone"
    (root / ".ci").mkdir(parents=True)
    (root / RECORD).write_text("", encoding="utf-8")
    (root / ".gitignore").write_text("ignored.md\n", encoding="utf-8")
    write(root, changed=LINES, deleted=LINES, kept=LINES)
    git(root, "tag", "v1")
    (root / RECORD).write_text("new\n", encoding="utf-8")
    write(root, changed=LINES.replace("line 3\n", "line three\n"), deleted=f"{LINES}more\n", new="new\n")
    return root


@pytest.fixture
def project(clone: Path, tmp_path: Path) -> Path:
    """Return a project that is made from the first commit, whose owner has changed, deleted and added files."""
    root = tmp_path / "project"
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=v1", clone.as_uri(), f"{root}")
    commit, tree = git(root, "rev-parse", "HEAD", "HEAD^{tree}").split()
    (root / RECORD).write_text(
        TEXT.format(template='""', commit=f'"{commit}"', tree=f'"{tree}"', arguments='["acme_shop"]'), encoding="utf-8"
    )
    (root / "deleted.md").unlink()
    write(root, changed=LINES.replace("line 17\n", "line seventeen\n"), mine="mine\n")
    return root
