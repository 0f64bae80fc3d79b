"""The moment in which git changes all files: it finishes or changes nothing, and no change of the user is lost."""

import os
import signal
from pathlib import Path
from subprocess import CalledProcessError

import adopt
import pytest
from adoption_checks import check
from adoption_plan import adopted_tree
from plain_git import git
from working_tree_checks import RefusedError

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code


def prepared_tree(root: Path) -> str:
    """Return the tree that an adoption would switch to."""
    check(root, "acme_shop")
    return adopted_tree(root, "acme_shop")


def filter_written_files(root: Path, path: str, command: str) -> None:
    """Have git run a command when it writes this file."""
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "attributes").write_text(f"{path} filter=test\n")
    git(root, "config", "filter.test.clean", "cat")
    git(root, "config", "filter.test.smudge", command)
    git(root, "config", "filter.test.required", "true")


def test_ctrl_c_waits_for_git(small: Path) -> None:
    """When git has begun to change files, it finishes, and then Ctrl-C does again what it did."""
    filter_written_files(small, "src/acme_shop/core.py", f"kill -INT {os.getpid()} && cat")
    handler = signal.getsignal(signal.SIGINT)

    adopt.adopt(small, "acme_shop")

    assert git(small, "diff", "--name-only") == ""
    assert (small / "src" / "acme_shop" / "core.py").is_file()
    assert signal.getsignal(signal.SIGINT) is handler


def test_what_git_cannot_finish_is_taken_back(small: Path) -> None:
    """If git fails in the middle, as on a full disk, every file is as it was, and the new folder is gone."""
    tree = prepared_tree(small)
    (small / "docs" / "mine.md").write_text("mine")
    filter_written_files(small, "src/acme_shop/core.py", "false")

    with pytest.raises(CalledProcessError):
        adopt.switch(small, tree)

    assert git(small, "status", "--porcelain") == "?? docs/mine.md\n"
    assert not (small / "src" / "acme_shop").exists()


def test_what_cannot_be_taken_back_is_said(small: Path) -> None:
    """If git can't write the old files either, the sentence says what is left to do."""
    tree = prepared_tree(small)
    filter_written_files(small, "*.py", "false")

    with pytest.raises(RefusedError, match=r"^git couldn't finish \(.*\); when it can, run git restore \.$"):
        adopt.switch(small, tree)


@pytest.mark.parametrize("path", ["README.md", "docs/page.md", "src/acme_shop/core.py"])
def test_a_file_that_changes_meanwhile_stops_everything(small: Path, path: str) -> None:
    """A change that the user makes while the adoption is prepared is never lost."""
    tree = prepared_tree(small)
    (small / path).parent.mkdir(exist_ok=True)
    (small / path).write_text("mine\n")

    with pytest.raises(CalledProcessError) as error:
        adopt.switch(small, tree)

    assert path in adopt.said(error.value)
    assert (small / path).read_text() == "mine\n"
    assert git(small, "diff", "--staged", "--name-only") == ""
    assert (small / "src" / "fizzbuzz" / "core.py").is_file()


def test_what_the_users_settings_overlook_stops_nothing(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may be another than git remembers, with the same content, as after a restored backup or a chmod."""
    (tmp_path / "settings").write_text("[core]\ntrustctime = false\ncheckStat = minimal\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", f"{tmp_path / 'settings'}")

    adopt.adopt(small, "acme_shop")

    assert (small / "src" / "acme_shop" / "core.py").is_file()


@pytest.mark.parametrize(
    ("printed", "line"), [("one\ntwo\n", "one"), ("", "Command 'git' returned non-zero exit status 1.")]
)
def test_the_first_line_of_an_error_says_enough(printed: str, line: str) -> None:
    """If git has printed nothing, the error is what Python says about it."""
    error = CalledProcessError(1, "git")
    error.add_note(printed)

    assert adopt.said(error) == line
