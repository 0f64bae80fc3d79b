"""Adoption: what it changes, what stays, and that nothing changes after an error or Ctrl-C."""

import contextlib
import io
import re
import runpy
import shutil
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import adopt
import pytest
from adoption_plan import NEW_README, REMOVED
from plain_git import git

KIT_WORDS = re.compile(
    r"workshop|exercise|mutants?\b|\bkit\b|\bguide|chapter|lesson|\bcourse\b|learner|learning|to learn|for a class",
    flags=re.IGNORECASE,
)
METADATA = (
    *("--author", "Ada Lovelace", "--email", "ada@example.com", "--license", "mit"),
    *("--url", "https://example.com/shop", "--description", 'Sells "things".'),
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code


@dataclass(frozen=True)
class Adopted:
    """A repository that has been adopted, and what the command printed."""

    root: Path
    printed: str

    def read(self, path: str) -> str:
        """Return the text of a file."""
        return (self.root / path).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def adopted(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Adopted:
    """Return a copy that the command has adopted, which no test changes."""
    root = Path(shutil.copytree(original, tmp_path_factory.mktemp("adopted") / "repository"))
    printed = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stdout(printed):
        adopt.main("acme_shop", *METADATA)
    return Adopted(root, printed.getvalue())


def test_everything_takes_the_new_name(adopted: Adopted) -> None:
    """The package, its imports, the command, the project and the variable are renamed; the game's function isn't."""
    pyproject = adopted.read("pyproject.toml")

    assert not (adopted.root / "src" / "fizzbuzz").exists()
    assert "from acme_shop.core import fizzbuzz" in adopted.read("src/acme_shop/handler.py")
    assert 'name = "acme-shop"' in pyproject
    assert 'acme-shop = "acme_shop.cli:main"' in pyproject
    assert "ACME_SHOP_REDIS_URL" in adopted.read("src/acme_shop/redis_option.py")
    assert "# acme-shop\n" in adopted.read("README.md")


def test_nothing_of_the_kit_is_left(adopted: Adopted) -> None:
    """The kit's files and marked blocks are gone, and no other file mentions the kit."""
    mentions = [
        f"{path}: {line}"
        for path in git(adopted.root, "ls-files").splitlines()
        for line in adopted.read(path).splitlines()
        if KIT_WORDS.search(line)
    ]

    assert [path for path in REMOVED if (adopted.root / path).exists()] == []
    assert mentions == []


def test_each_path_that_is_removed_exists(original: Path) -> None:
    """A file of the kit that moves must move in the list too, or it would be left."""
    assert [path for path in REMOVED if not (original / path).exists()] == []


def test_the_new_readme_replaces_the_old_one(adopted: Adopted) -> None:
    """The new README says what GitHub doesn't copy."""
    assert "What GitHub doesn't copy" in adopted.read("README.md")
    assert not (adopted.root / NEW_README).exists()


def test_the_changes_are_staged_for_review(adopted: Adopted, original: Path) -> None:
    """Everything is staged, and nothing is committed."""
    assert git(adopted.root, "rev-parse", "HEAD") == git(original, "rev-parse", "HEAD")
    assert git(adopted.root, "diff", "--name-only") == ""
    assert git(adopted.root, "diff", "--staged", "--name-only") != ""


def test_the_command_says_what_is_next(adopted: Adopted) -> None:
    """After the adoption, the command says how to review it."""
    assert adopted.printed == (
        "This is acme_shop now. Review it with git diff --staged, run nox, and commit; the README says what's next.\n"
    )


def test_ignored_files_stay(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that git ignores stay, even in folders that adoption removes, and the command says where."""
    mine = [small / folder / "ignored" / "mine.txt" for folder in (".", "docs", "src/fizzbuzz")]
    for path in mine:
        path.parent.mkdir(parents=True)
        path.write_text("mine\n")
    monkeypatch.chdir(small)

    adopt.main("acme_shop")

    assert [path.read_text() for path in mine] == ["mine\n"] * 3
    assert capsys.readouterr().out.splitlines()[1] == (
        "Files that git doesn't track stay where they are, in docs, src/fizzbuzz/: delete what you don't need."
    )


@pytest.mark.parametrize("key", [KeyboardInterrupt, EOFError], ids=["Ctrl-C", "Ctrl-D at a question"])
def test_interrupted_preparations_leave_everything(
    key: type[BaseException], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command ends with a sentence, and nothing has changed."""

    def interrupt(*_: object) -> str:
        raise key

    monkeypatch.setattr(adopt, "adopted_tree", interrupt)
    monkeypatch.chdir(small)

    with pytest.raises(SystemExit, match=r"^adopt: interrupted, and nothing has changed$"):
        adopt.main("acme_shop")

    assert git(small, "status", "--porcelain") == ""


def test_an_error_of_git_ends_with_a_message(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another git is at work, for example, its lock is named, and nothing has changed."""
    (small / ".git" / "index.lock").touch()
    monkeypatch.chdir(small)

    with pytest.raises(SystemExit) as end:
        adopt.main("acme_shop")

    message = f"{end.value}"
    assert re.match(r"adopt: nothing has changed, because git says: .*index\.lock", message)
    assert message.endswith(" If no git is running, remove that file.")

    assert not (small / "src" / "acme_shop").exists()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param(["json"], "adopt: 'json' can't be the name", id="a bad name"),
        pytest.param(["acme_shop", "--without", "redis"], r"adopt: \S+ has changed", id="a part that has been edited"),
        pytest.param(
            ["acme_shop", "--license", "GPL"],
            "adopt: --license can't be 'GPL': .*; try GPL-3.0-or-later$",
            id="a license",
        ),
    ],
)
def test_a_refusal_ends_with_a_message(
    names: list[str], message: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is what the command exits with, instead of a traceback."""
    monkeypatch.setattr(sys, "argv", ["adopt.py", *names])
    monkeypatch.chdir(small)

    with pytest.raises(SystemExit, match=f"^{message}"):
        runpy.run_path(adopt.__file__, run_name="__main__")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param([], "the following arguments are required: NAME", id="no name"),
        pytest.param(["a", "b"], "unrecognized arguments: b", id="two names"),
        pytest.param(["a", "--without", "tests"], "invalid choice: 'tests'", id="no part"),
    ],
)
def test_a_wrong_call_is_told_the_right_one(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The usage comes first, then what's wrong."""
    with pytest.raises(SystemExit, match="2"):
        adopt.main(*arguments)

    usage, *_, error = capsys.readouterr().err.splitlines()
    assert usage.startswith("usage: nox -s adopt -- [-h] [--without PART]")
    assert line in error


def test_the_project_says_what_the_options_say(adopted: Adopted) -> None:
    """They are in pyproject.toml, and the author's copyright comes before that of the template."""
    project = tomllib.loads(adopted.read("pyproject.toml"))["project"]

    assert project["authors"] == [{"name": "Ada Lovelace", "email": "ada@example.com"}]
    assert project["license"] == "MIT"
    assert project["urls"] == {"Source": "https://example.com/shop"}
    assert project["description"] == 'Sells "things".'
    assert re.search(r"\nCopyright \(c\) \d{4} Ada Lovelace\nCopyright ", adopted.read("LICENSE"))
