"""An upgrade inside the template's clone: what it refuses, stages and says. Here an adoption changes nothing."""

import shutil
import signal
from collections.abc import Callable, Iterable
from pathlib import Path
from subprocess import CalledProcessError

import merge_template
import pytest
from adoption_record import RECORD, TEXT
from plain_git import commit_all, git

LINES = "".join(f"line {number}\n" for number in range(1, 21))


def write(root: Path, **texts: str) -> str:
    """Commit these texts, in files of Markdown, and return the commit."""
    for name, text in texts.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    commit_all(root)
    return git(root, "rev-parse", "HEAD").strip()


def upgraded(project: Path, clone: Path) -> str | int | None:
    """Upgrade the project, and return what the command exits with."""
    with pytest.raises(SystemExit) as exit_:
        merge_template.main(project, clone)
    return exit_.value.code


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


def commit_of(root: Path, revision: str) -> str:
    """Return the short name of a commit."""
    return git(root, "rev-parse", revision)[:10]


def conflict(project: Path) -> None:
    """Change what the template changes, too."""
    write(project, changed=LINES.replace("line 3\n", "line III\n"))


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


def test_an_old_git_is_refused(project: Path, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 2.38, git can't merge without a working tree."""
    monkeypatch.setattr(merge_template, "OLDEST_GIT", (99, 0))

    code = upgraded(project, clone)

    assert f"{code}".startswith("upgrade: a merge needs git 99.0 or newer, and this is git version ")


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
