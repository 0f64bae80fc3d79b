"""An upgrade inside the template's clone: what it stages and says. Here an adoption changes nothing."""

import signal
import sys
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import merge_template
import pytest
from adoption_record import RECORD
from plain_git import git

from tests.kit.upgrade.repositories import LINES, conflict, upgraded, write


def commit_of(root: Path, revision: str) -> str:
    """Return the short name of a commit."""
    return git(root, "rev-parse", revision)[:10]


def test_a_clean_merge_is_staged(project: Path, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The changes of both sides are there, staged for review, and nothing is committed."""
    head = git(project, "rev-parse", "HEAD")

    code = upgraded(project, clone)

    assert code == 0
    assert git(project, "rev-parse", "HEAD") == head
    assert git(project, "status", "--porcelain") == f"M  {RECORD}\nM  changed.md\nA  new.md\n"
    changed = (project / "changed.md").read_text(encoding="utf-8")
    assert changed == LINES.replace("line 3\n", "line three\n").replace("line 17\n", "line seventeen\n")
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"Merged {commit_of(clone, 'v1')}..{commit_of(clone, 'HEAD')} of the template. Files that it changes here: 2.",
        "You have deleted these, and they stay deleted: deleted.md",
        "Review everything with git diff --staged, run nox, and commit.",
    ]


def test_a_conflict_is_left_as_a_conflict(project: Path, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Git knows it as one, both versions are in the file, and the rest is staged."""
    conflict(project)

    code = upgraded(project, clone)

    assert code == 1
    assert git(project, "status", "--porcelain") == f"M  {RECORD}\nUU changed.md\nA  new.md\n"
    assert "<<<<<<< project\nline III\n" in (project / "changed.md").read_text(encoding="utf-8")
    assert "There are conflicts; edit these files and git add them: changed.md" in capsys.readouterr().out


def test_nothing_new_is_said(project: Path, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If the template is where it was, nothing changes, and that's a success."""
    git(clone, "checkout", "-q", "v1")

    code = upgraded(project, clone)

    assert code == 0
    assert capsys.readouterr().out.startswith("There is nothing new in the template since ")
    assert git(project, "status", "--porcelain") == ""


def test_a_copy_without_the_history_is_upgraded(project: Path, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its first commit isn't one of the template, but has the same files."""
    record = project / RECORD
    commit = git(clone, "rev-parse", "v1").strip()
    record.write_text(record.read_text(encoding="utf-8").replace(commit, "0" * 40), encoding="utf-8")
    write(project, deleted=LINES)

    code = upgraded(project, clone)

    assert code == 0
    assert (project / "new.md").is_file()
    assert "deleted" not in capsys.readouterr().out


def test_the_merge_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs on the Python that runs nox, with whatever that has: packaging, for example, may be too old."""
    monkeypatch.setitem(sys.modules, "packaging.licenses", None)
    with patch.dict(sys.modules):
        for name in [name for name in sys.modules if (Path(merge_template.__file__).parent / f"{name}.py").exists()]:
            del sys.modules[name]

        merging = import_module("merge_template")

    assert merging is not merge_template


def test_ctrl_c_waits_for_git(project: Path, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the files and the marks of their conflicts, nothing can interrupt it; then Ctrl-C does what it did."""

    def with_ctrl_c(root: Path, *arguments: str, stdin: bytes = b"") -> str:
        if arguments[0] == "update-index":
            signal.raise_signal(signal.SIGINT)
        return git(root, *arguments, stdin=stdin)

    conflict(project)
    monkeypatch.setattr(merge_template, "git", with_ctrl_c)
    handler = signal.getsignal(signal.SIGINT)

    code = upgraded(project, clone)

    assert code == 1
    assert git(project, "status", "--porcelain") == f"M  {RECORD}\nUU changed.md\nA  new.md\n"
    assert signal.getsignal(signal.SIGINT) is handler
