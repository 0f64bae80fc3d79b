"""The start of an upgrade, with a template that only says what it's asked for: the template does the merging."""

import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
import upgrade

GIT = shutil.which("git") or "git"
MERGE = """
def main(project, clone):
    print(f"{project.name} upgrades to {(clone / 'version.txt').read_text()}")
"""
PRINT_ORIGIN = """
import subprocess
def main(project, clone):
    subprocess.run(["git", "config", "--get", "remote.origin.url"], cwd=clone, check=True)
"""


def commit(root: Path, version: str) -> None:
    """Commit everything in a template, as this version, and tag it."""
    (root / "version.txt").write_text(version, encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", version], ["tag", version]):
        subprocess.run([GIT, *arguments], cwd=root, check=True)


@pytest.fixture(autouse=True)
def plain_python_and_git() -> Iterator[None]:
    """Forget the modules of the template after each test, and give git the settings of a user who only has a name."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    people = {f"GIT_{who}_{what}": "me" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    others = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    with (
        patch.dict(os.environ, others | settings | people, clear=True),
        patch.dict(sys.modules),
        patch.object(sys, "path", [*sys.path]),
    ):
        sys.modules.pop("merge_template", None)
        yield


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a template that has two versions."""
    root = tmp_path / "template"
    (root / ".ci").mkdir(parents=True)
    (root / ".ci" / "merge_template.py").write_text(MERGE, encoding="utf-8")
    commit(root, "v1")
    commit(root, "v2")
    return root


@pytest.fixture
def project(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project that is made from the template, and is the working directory."""
    root = tmp_path / "acme_shop"
    (root / ".ci").mkdir(parents=True)
    (root / upgrade.RECORD).write_text(f'template = "{template.as_posix()}"\n', encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_the_newest_template_upgrades_the_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record says where the template is; its last commit is checked out, and its code is given the project."""
    upgrade.main()

    assert capsys.readouterr().out == f"{project.name} upgrades to v2\n"


def test_the_template_and_its_commit_can_be_chosen(
    project: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that has moved is named as the first argument, and a tag, a branch or a commit as the second."""
    moved = template.rename(tmp_path / "elsewhere")

    upgrade.main(f"{moved}", "v1")

    assert capsys.readouterr().out == f"{project.name} upgrades to v1\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["nowhere"], "upgrade: nothing has changed; name the template and a commit", id="no template"),
        pytest.param(
            ["../template", "v3"], "upgrade: nothing has changed; name the template and a commit", id="commit"
        ),
        pytest.param(["../other"], r"upgrade: \.\./other isn't the template, or", id="another repository"),
    ],
)
def test_a_wrong_template_is_refused(arguments: list[str], message: str, project: Path) -> None:
    """A template that isn't there, a commit that it doesn't have, and a repository of another kind."""
    (project.parent / "other").mkdir()
    commit(project.parent / "other", "v1")

    with pytest.raises(SystemExit, match=f"^{message}"):
        upgrade.main(*arguments)


def test_a_project_without_a_record_is_refused(project: Path) -> None:
    """Without the record, there is nothing to compare with."""
    (project / upgrade.RECORD).unlink()

    with pytest.raises(SystemExit, match=r"^upgrade: there is no \.ci/adopted\.toml, which says what"):
        upgrade.main()


@pytest.mark.parametrize(
    ("record", "message"),
    [
        pytest.param('template = ""', "doesn't say where the template is: nox -s upgrade -- URL", id="no template"),
        pytest.param("<<<<<<< HEAD", "can't be read: Invalid statement", id="a conflict"),
        pytest.param("\udcff", "can't be read: 'utf-8' codec can't decode", id="another encoding"),
    ],
)
def test_a_record_that_does_not_name_the_template_is_refused(record: str, message: str, project: Path) -> None:
    """A project that wasn't cloned from anywhere doesn't know its template, and a record can be damaged."""
    (project / upgrade.RECORD).write_text(record, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(SystemExit, match=rf"^upgrade: \.ci/adopted\.toml {message}"):
        upgrade.main()


def test_a_machine_without_git_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is a sentence, not a traceback."""
    monkeypatch.setenv("PATH", f"{project}")

    with pytest.raises(SystemExit, match=r"^upgrade: git isn't installed; install it$"):
        upgrade.main()


def test_the_clone_knows_where_it_is_from(
    project: Path, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The template's code looks for the remote `origin`, whatever the user's git calls the first remote."""
    assert project.exists()
    (tmp_path / "settings").write_text("[clone]\ndefaultRemoteName = upstream\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", f"{tmp_path / 'settings'}")
    (template / ".ci" / "merge_template.py").write_text(PRINT_ORIGIN, encoding="utf-8")
    commit(template, "v3")

    upgrade.main()

    assert capfd.readouterr().out == f"{template.as_posix()}\n"


def test_an_interrupted_upgrade_ends_with_a_message(project: Path, template: Path) -> None:
    """After Ctrl-C, the script says that nothing has changed."""
    (template / ".ci" / "merge_template.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    commit(template, "v3")

    with pytest.raises(SystemExit, match=r"^upgrade: interrupted, and nothing has changed$"):
        upgrade.main()

    assert [path.name for path in project.rglob("*")] == [".ci", "adopted.toml"]


def test_the_script_passes_its_arguments_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows `nox -s upgrade --` arrives."""
    assert project.exists()
    monkeypatch.setattr(sys, "argv", ["upgrade.py", "nowhere"])

    with pytest.raises(SystemExit, match=r"^upgrade: nothing has changed"):
        runpy.run_path(upgrade.__file__, run_name="__main__")
