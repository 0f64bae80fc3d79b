"""The repository, adopted: what changes, what stays, and what is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import adopt
import pytest
from adopt import AdoptionError

from tests.kit.repository import commit

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rope")  # it warns of its own code


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of this working tree, committed."""
    root = tmp_path_factory.mktemp("original") / "repository"
    for name in adopt.git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    commit(root)
    return root


@pytest.fixture
def repository(original: Path, tmp_path: Path) -> Path:
    """Return a copy that a test may adopt."""
    return Path(shutil.copytree(original, tmp_path / "repository"))


@pytest.fixture(scope="module")
def adopted(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy that has been adopted, to be looked at."""
    root = Path(shutil.copytree(original, tmp_path_factory.mktemp("adopted") / "repository"))
    adopt.adopt(root, "acme_shop")
    return root


def test_everything_takes_the_new_name(adopted: Path) -> None:
    """Package, imports, command, project and variable are named anew, and nothing but the game's function is not."""
    assert not (adopted / "src" / "fizzbuzz").exists()
    assert "from acme_shop.core import fizzbuzz" in adopt.read(adopted / "src" / "acme_shop" / "handler.py")
    assert 'name = "acme-shop"' in adopt.read(adopted / "pyproject.toml")
    assert 'acme-shop = "acme_shop.cli:main"' in adopt.read(adopted / "pyproject.toml")
    assert "ACME_SHOP_REDIS_URL" in adopt.read(adopted / "src" / "acme_shop" / "cli.py")
    assert "# acme-shop\n" in adopt.read(adopted / "README.md")


def test_what_is_of_the_kit_is_gone(adopted: Path) -> None:
    """The demonstrations and proofs are no part of a new project, nor is what takes them out."""
    assert [path for path in adopt.REMOVED if (adopted / path).exists()] == []
    assert "kit only" not in "".join(adopt.read(path) for path in adopt.tracked(adopted))
    assert "What GitHub does not copy" in adopt.read(adopted / "README.md")


def test_the_change_is_left_to_be_looked_at(adopted: Path, original: Path) -> None:
    """Nothing is committed: all is staged."""
    assert adopt.git(adopted, "rev-parse", "HEAD") == adopt.git(original, "rev-parse", "HEAD")
    assert adopt.git(adopted, "diff", "--name-only") == ""
    assert adopt.git(adopted, "diff", "--staged", "--name-only") != ""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="none"),
        pytest.param("Acme", id="a capital"),
        pytest.param("acme-shop", id="a hyphen"),
        pytest.param("2shop", id="a digit first"),
        pytest.param("läden", id="a letter beyond ASCII"),
        pytest.param("class", id="a keyword"),
        pytest.param("a" * 31, id="one that no line has room for"),
        pytest.param("json", id="a module of Python"),
        pytest.param("redis", id="a library that is used"),
        pytest.param("fizzbuzz", id="the old name"),
    ],
)
def test_a_bad_name_is_refused(name: str, repository: Path) -> None:
    """A name that cannot be a package of one's own changes nothing."""
    with pytest.raises(AdoptionError, match=f"^'{name}' cannot be the name of a package of yours"):
        adopt.adopt(repository, name)

    assert adopt.git(repository, "status", "--porcelain") == ""


def test_a_tree_with_changes_is_refused(repository: Path) -> None:
    """What is not committed could be lost: the tree must be clean."""
    (repository / "new.txt").touch()

    with pytest.raises(AdoptionError, match=r"^commit or stash your changes first:\n\?\? new.txt\n$"):
        adopt.adopt(repository, "acme_shop")

    assert (repository / "new.txt").exists()


def test_a_second_run_is_refused(adopted: Path) -> None:
    """What has been adopted cannot be adopted again."""
    with pytest.raises(AdoptionError, match=r"this repository has been adopted before$"):
        adopt.adopt(adopted, "other_shop")


def test_a_trace_of_the_old_name_is_an_error_that_undoes_all(repository: Path) -> None:
    """The places that the rules do not know are named, in prose and in comments, and the tree is as it was."""
    (repository / "notes.md").write_text("The function fizzbuzz(number),\nin a fizzbuzz project.\n")
    (repository / "src" / "fizzbuzz" / "new.py").write_text("fizzbuzz = 15  # of fizzbuzz\n")
    commit(repository)

    with pytest.raises(AdoptionError) as error:
        adopt.adopt(repository, "acme_shop")

    assert f"{error.value}".splitlines() == [
        "the old name is left in",
        "notes.md:2: in a fizzbuzz project.",
        "src/acme_shop/new.py:1: # of fizzbuzz",
    ]
    assert adopt.git(repository, "status", "--porcelain") == ""
    assert (repository / "src" / "fizzbuzz").is_dir()


def test_the_command_says_what_is_next(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the adoption the command tells how to look at it."""
    monkeypatch.chdir(repository)

    adopt.main("acme_shop")

    assert capsys.readouterr().out.startswith("This is acme_shop now.")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param([], "usage: nox -s adopt -- NAME", id="no name"),
        pytest.param(["a", "b"], "usage: nox -s adopt -- NAME", id="two names"),
        pytest.param(["json"], "adopt: 'json' cannot be the name", id="a bad name"),
    ],
)
def test_the_command_names_what_is_wrong(names: list[str], message: str, repository: Path) -> None:
    """A wrong call ends with a message, not with a traceback."""
    command = [sys.executable, f"{ROOT / '.ci' / 'adopt.py'}", *names]

    run = subprocess.run(command, cwd=repository, capture_output=True, check=False, text=True)

    assert run.returncode == 1
    assert run.stderr.startswith(message)
