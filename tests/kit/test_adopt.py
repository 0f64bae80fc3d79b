"""Adoption: what it changes, what stays, and what it refuses."""

import contextlib
import io
import re
import runpy
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import adopt
import pytest
from adopt import AdoptionError, check, check_traces, main, tracked
from plain_git import commit_all, git

ROOT = Path(__file__).parents[2]
KIT_WORDS = re.compile(r"workshop|exercise|mutants\.toml|\bkit\b", flags=re.IGNORECASE)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # about its own code


@dataclass(frozen=True)
class Adopted:
    """A repository that has been adopted, and what the command printed."""

    root: Path
    printed: str


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a committed copy of the tracked files, as they are in this working tree; no test changes it."""
    root = tmp_path_factory.mktemp("original") / "repository"
    for path in filter(Path.exists, map(ROOT.joinpath, git(ROOT, "ls-files").splitlines())):
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    commit_all(root)
    return root


@pytest.fixture
def repository(original: Path, tmp_path: Path) -> Path:
    """Return a copy that a test may change."""
    return Path(shutil.copytree(original, tmp_path / "repository"))


@pytest.fixture(scope="session")
def adopted(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Adopted:
    """Return a copy that the command has adopted, which no test changes."""
    root = Path(shutil.copytree(original, tmp_path_factory.mktemp("adopted") / "repository"))
    printed = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stdout(printed):
        main("acme_shop")
    return Adopted(root, printed.getvalue())


def test_everything_takes_the_new_name(adopted: Adopted) -> None:
    """The package, its imports, the command, the project and the variable are renamed; the game's function isn't."""
    texts = {
        name: adopt.read(adopted.root / name)
        for name in ("README.md", "pyproject.toml", "src/acme_shop/cli.py", "src/acme_shop/handler.py")
    }

    assert not (adopted.root / "src" / "fizzbuzz").exists()
    assert "from acme_shop.core import fizzbuzz" in texts["src/acme_shop/handler.py"]
    assert 'name = "acme-shop"' in texts["pyproject.toml"]
    assert 'acme-shop = "acme_shop.cli:main"' in texts["pyproject.toml"]
    assert "ACME_SHOP_REDIS_URL" in texts["src/acme_shop/cli.py"]
    assert "# acme-shop\n" in texts["README.md"]


def test_nothing_of_the_kit_is_left(adopted: Adopted) -> None:
    """The kit's files and marked blocks are gone, and no other file mentions the kit."""
    mentions = [
        f"{path.relative_to(adopted.root)}: {line}"
        for path in tracked(adopted.root)
        for line in adopt.read(path).splitlines()
        if KIT_WORDS.search(line)
    ]

    assert [path for path in adopt.REMOVED if (adopted.root / path).exists()] == []
    assert mentions == []


def test_the_new_readme_replaces_the_old_one(adopted: Adopted) -> None:
    """The new README says what GitHub doesn't copy."""
    readme = adopt.read(adopted.root / "README.md")

    assert "What GitHub doesn't copy" in readme
    assert not (adopted.root / adopt.NEW_README).exists()


def test_the_changes_are_staged_for_review(adopted: Adopted, original: Path) -> None:
    """Everything is staged, and nothing is committed."""
    assert git(adopted.root, "rev-parse", "HEAD") == git(original, "rev-parse", "HEAD")
    assert git(adopted.root, "diff", "--name-only") == ""
    assert git(adopted.root, "diff", "--staged", "--name-only") != ""


def test_the_command_says_what_is_next(adopted: Adopted) -> None:
    """After the adoption, the command says how to review it."""
    assert adopted.printed.startswith("This is acme_shop now. Review it with git diff --staged")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="an empty name"),
        pytest.param("Acme", id="a capital"),
        pytest.param("acme-shop", id="a hyphen"),
        pytest.param("2shop", id="a digit first"),
        pytest.param("läden", id="a letter beyond ASCII"),
        pytest.param("class", id="a keyword"),
        pytest.param("a" * 31, id="a name too long for a line"),
        pytest.param("json", id="a standard module"),
        pytest.param("redis", id="a library that the program uses"),
        pytest.param("fizzbuzz", id="the old name"),
    ],
)
def test_a_bad_name_is_refused(name: str, original: Path) -> None:
    """A name that can't be the name of your package is refused before anything changes."""
    with pytest.raises(AdoptionError, match=f"^'{name}' can't be the name of your package"):
        adopt.adopt(original, name)

    assert git(original, "status", "--porcelain") == ""


def test_a_tree_with_changes_is_refused(repository: Path) -> None:
    """Uncommitted changes could be lost, so the working tree must be clean."""
    (repository / "new.txt").touch()

    with pytest.raises(AdoptionError, match=r"^commit or stash your changes first:\n\?\? new.txt\n$"):
        adopt.adopt(repository, "acme_shop")

    assert (repository / "new.txt").exists()


def test_a_second_adoption_is_refused(adopted: Adopted) -> None:
    """A repository can be adopted only once."""
    with pytest.raises(AdoptionError, match=r"this repository was adopted before$"):
        check(adopted.root, "other_shop")


def test_an_error_undoes_everything(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an error in the middle, the tree is as it was."""

    def fail(root: Path, _name: str) -> None:
        assert not (root / "workshop").exists()
        (root / "new.txt").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(adopt, "rename", fail)

    with pytest.raises(KeyboardInterrupt):
        adopt.adopt(repository, "acme_shop")

    assert git(repository, "status", "--porcelain") == ""
    assert (repository / "workshop").is_dir()


def test_a_trace_of_the_old_name_is_an_error(tmp_path: Path) -> None:
    """The error names each place in prose and in comments; the game's function isn't a trace."""
    (tmp_path / "notes.md").write_text("The function fizzbuzz(number),\nin a fizzbuzz project.\n")
    (tmp_path / "new.py").write_text("fizzbuzz = 15  # of fizzbuzz\n")
    commit_all(tmp_path)

    with pytest.raises(AdoptionError) as error:
        check_traces(tmp_path)

    assert f"{error.value}".splitlines() == [
        "the old name is left in",
        "new.py:1: # of fizzbuzz",
        "notes.md:2: in a fizzbuzz project.",
    ]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param([], "usage: nox -s adopt -- NAME", id="no name"),
        pytest.param(["a", "b"], "usage: nox -s adopt -- NAME", id="two names"),
        pytest.param(["json"], "adopt: 'json' can't be the name", id="a bad name"),
    ],
)
def test_a_wrong_call_ends_with_a_message(names: list[str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is what the command exits with, instead of a traceback."""
    monkeypatch.setattr(sys, "argv", ["adopt.py", *names])

    with pytest.raises(SystemExit, match=f"^{message}"):
        runpy.run_path(adopt.__file__, run_name="__main__")
