"""A whole upgrade of a small project, with nox and each commit's own code of adoption."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import merge_template
import pytest
import upgrade
from adoption_record import read_record
from plain_git import commit_all, git
from pytest_mock import MockerFixture
from working_tree_checks import RefusedError

CI = Path(upgrade.__file__).parent
NOXFILE = """# kit only
import sys
# end of kit only
import nox


# kit only
@nox.session(venv_backend="none")
def adopt(session):
    session.run(sys.executable, ".ci/adopt.py", *session.posargs)
# end of kit only
"""
MODULES = ("core.py", "handler.py")
MINE = ("README.md", "noxfile.py", ".gitignore", "pyproject.toml")
NUMBERS = "".join(f"NUMBER_{number} = {number}\n\n" for number in range(20))


def replace(root: Path, path: str, **changes: str) -> None:
    """Replace words in a file."""
    text = (root / path).read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(f"{old} ", f"{new} ")
    (root / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def kit(small_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small repository with all code of adoption, and a new commit since `v1`; no test changes it."""
    root = Path(shutil.copytree(small_template, tmp_path_factory.mktemp("kit") / "kit"))
    shutil.copytree(CI, root / ".ci", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*readme.md"))
    (root / ".gitignore").write_text("__pycache__/\n.nox/\n", encoding="utf-8")
    (root / "noxfile.py").write_text(NOXFILE, encoding="utf-8")
    for name in MODULES:
        (root / "src" / "fizzbuzz" / name).write_text(NUMBERS, encoding="utf-8")
    (root / "tests" / "test_numbers.py").write_text("from fizzbuzz import core\n\nassert core\n", encoding="utf-8")
    commit_all(root)
    git(root, "tag", "v1")
    replace(root, "src/fizzbuzz/core.py", NUMBER_2="SECOND", NUMBER_9="NINTH")
    replace(root, "src/fizzbuzz/handler.py", NUMBER_7="SEVENTH")
    (root / "tests" / "test_numbers.py").write_text(
        "from fizzbuzz import handler\n\nassert handler\n", encoding="utf-8"
    )
    (root / "tests" / "test_new.py").write_text("from fizzbuzz import core\n\nassert core.SECOND\n", encoding="utf-8")
    plan = root / ".ci" / "adoption_plan.py"  # from now on, adoption removes one more file
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace('".ci/adopt.py",', '".ci/adopt.py", ".ci/later.py",'), encoding="utf-8")
    (root / ".ci" / "later.py").touch()
    commit_all(root)
    return root


@pytest.fixture
def project(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project that is adopted from `v1` and is the working directory."""
    root = tmp_path / "project"
    git(tmp_path, "clone", "-q", "--branch=v1", f"{kit}", f"{root}")
    subprocess.run([sys.executable, ".ci/adopt.py", "acme_shop"], cwd=root, check=True, stdout=subprocess.PIPE)
    commit_all(root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture(autouse=True)
def own_modules() -> Iterator[None]:
    """Forget the modules that the clone of the template brings along."""
    ours = {path.stem for path in CI.glob("*.py")}
    others = {name: module for name, module in sys.modules.items() if name not in ours}
    with patch.dict(sys.modules, others, clear=True), patch.object(sys, "path", [*sys.path]):
        yield


def test_an_edited_project_is_upgraded(kit: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten edits, an added file and a deletion stay, the template's changes arrive, and one conflict is left."""
    replace(project, "src/acme_shop/core.py", NUMBER_0="ZERO", NUMBER_5="FIVE", NUMBER_12="DOZEN", NUMBER_19="LAST")
    replace(project, "src/acme_shop/handler.py", NUMBER_1="ONE", NUMBER_7="LUCKY", NUMBER_18="LAST")
    for path in MINE:
        with (project / path).open("a", encoding="utf-8") as file:
            file.write("# mine\n")
    (project / "src" / "acme_shop" / "mine.py").write_text("import acme_shop.core\n", encoding="utf-8")
    (project / "tests" / "test_numbers.py").unlink()
    commit_all(project)

    with pytest.raises(SystemExit) as exit_:
        upgrade.main()

    core, handler = ((project / "src" / "acme_shop" / name).read_text(encoding="utf-8") for name in MODULES)
    assert exit_.value.code == 1
    assert "There are conflicts; edit these files and git add them: src/acme_shop/handler.py" in capsys.readouterr().out
    assert re.findall("[A-Z]{3,} =|<<<<|>>>>", core) == ["ZERO =", "SECOND =", "FIVE =", "NINTH =", "DOZEN =", "LAST ="]
    assert re.findall("[A-Z]{3,} =|<<<<|>>>>", handler) == ["ONE =", "<<<<", "LUCKY =", "SEVENTH =", ">>>>", "LAST ="]
    assert [path for path in MINE if "# mine\n" not in (project / path).read_text(encoding="utf-8")] == []
    assert git(project, "status", "--porcelain").splitlines() == [
        "M  .ci/adopted.toml",
        "M  src/acme_shop/core.py",
        "UU src/acme_shop/handler.py",
        "A  tests/test_new.py",
    ]
    assert "from acme_shop import core" in (project / "tests" / "test_new.py").read_text(encoding="utf-8")
    assert read_record(project).commit == git(kit, "rev-parse", "HEAD").strip()


def test_each_commit_is_adopted_by_its_own_code(kit: Path, tmp_path: Path) -> None:
    """What the newer code removes, the older code doesn't know."""
    git(tmp_path, "clone", "-q", f"{kit}", "clone")

    tree = merge_template.adopt_again(tmp_path / "clone", "HEAD", ["acme_shop"])

    names = git(tmp_path / "clone", "ls-tree", "-r", "--name-only", tree).splitlines()
    assert "src/acme_shop/core.py" in names
    assert ".ci/later.py" not in names


def test_an_adoption_that_fails_is_an_error(
    kit: Path, tmp_path: Path, mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its command says is in the message, and it hasn't asked anything."""
    monkeypatch.delenv("CI", raising=False)
    run = mocker.spy(subprocess, "run")
    git(tmp_path, "clone", "-q", f"{kit}", "clone")

    with pytest.raises(RefusedError, match=r"^commit v1 of the template can't be adopted:\n(.|\n)*'json' can't be"):
        merge_template.adopt_again(tmp_path / "clone", "v1", ["json"])
    assert run.call_args.kwargs["env"]["CI"] == "true"
