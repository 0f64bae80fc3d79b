"""The tests of the kit need its tools, so plain `pytest` leaves them to `nox -s kit`; fixtures that they share."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import prove_gates
import pytest
from plain_git import commit_all, git
from prove_gates import PYTHON

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
NOXFILE = f"""
import sys
import nox

nox.options.default_venv_backend = "none"
CHECK = "import sys; sys.exit('bad' in open('code.txt').read() and 'code.txt says ' + 'bad')"

@nox.session
def lint(session):
    session.run(sys.executable, "-c", CHECK)

@nox.session(python=["{PYTHON}", "2.7"], venv_backend="uv|virtualenv")
def tests(session): ...

@nox.session(default=False)
def late(session):
    session.run(sys.executable, "-c", CHECK)
"""
ROOT_ONLY = """
@nox.session
def workshop(session): ...
"""
BREAKS = """
[[break]]
name = "bad-word"
why = "Bad words are bad."
file = "code.txt"
old = "good"
new = "bad"
red = ["late", "lint"]
shows = "says bad"

[[break]]
name = "bad-workshop"
why = "Bad words are bad everywhere."
file = "workshop/code.txt"
old = "good"
new = "bad"
red = ["workshop/lint"]
shows = "says bad"
"""

SMALL = {
    ".ci/adopted-readme.md": "# {command}\n",
    ".gitignore": "ignored/\n",
    "LICENSE": "Copyright (c) the contributors\n",
    "README.md": "# The kit\n",
    "benchmarks/claims.py": "",
    "docs/page.md": "fizzbuzz\n",
    "noxfile.py": "# kit only\nimport shutil\n# end of kit only\nimport nox\n",
    "pyproject.toml": """
[build-system]
requires = ["hatchling>=1.27"]
[project]
name = "fizzbuzz"
license = "MIT"
requires-python = ">=3.11"
dependencies = ["redis>=8,<9"]
[project.optional-dependencies]
service = ["fastapi>=0.165,<1"]
[dependency-groups]
lint = ["ruff>=0.17"]
dev = [{ include-group = "lint" }, "types-pyyaml; sys_platform != 'win32'"]
""",
    "src/fizzbuzz/__init__.py": "",
    "src/fizzbuzz/core.py": "def fizzbuzz(number: int) -> str: ...\n",
    "tests/test_core.py": "from fizzbuzz.core import fizzbuzz\n\nassert fizzbuzz\n",
}


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Ignore this folder unless the command line names it, or something in it."""
    named = (config.invocation_params.dir / argument.partition("::")[0] for argument in config.args)
    return None if any(path.resolve().is_relative_to(FOLDER) for path in named) else True


@pytest.fixture(scope="session", autouse=True)
def default_git_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give git the settings of a user who has set nothing, and no repository around the folders of the tests."""
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": f"{tmp_path_factory.getbasetemp()}",
        "XDG_CONFIG_HOME": f"{tmp_path_factory.mktemp('settings')}",
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    with patch.dict(os.environ, others | settings, clear=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_terminal() -> Iterator[None]:
    """Take the terminal away, if there is one: no test waits for an answer."""
    with patch("sys.stdin", io.StringIO()):
        yield


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a committed copy of the tracked files, as they are in this working tree; no test changes it."""
    root = tmp_path_factory.mktemp("original") / "repository"
    for path in filter(Path.is_file, map(ROOT.joinpath, git(ROOT, "ls-files", "-z").split("\0")[:-1])):
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    commit_all(root)
    return root


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small committed repository that can be adopted in no time; no test changes it."""
    root = tmp_path_factory.mktemp("small") / "repository"
    for name, text in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    commit_all(root)
    return root


@pytest.fixture
def small(small_template: Path, tmp_path: Path) -> Path:
    """Return a copy of the small repository, which a test may change."""
    return Path(shutil.copytree(small_template, tmp_path / "small"))


@pytest.fixture(scope="session")
def gated_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small committed repository with gates and breaks of its own, which no test changes."""
    root = tmp_path_factory.mktemp("template") / "repository"
    for name, text in {
        "noxfile.py": NOXFILE + ROOT_ONLY,
        "code.txt": "good",
        "workshop/noxfile.py": NOXFILE,
        "workshop/code.txt": "good",
        ".ci/breaks.toml": BREAKS,
        ".gitignore": ".nox/\n__pycache__/\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    commit_all(root)
    return root


@pytest.fixture
def gated_repository(gated_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that repository, in which the proof takes place."""
    root = Path(shutil.copytree(gated_template, tmp_path / "repository"))
    monkeypatch.setattr(prove_gates, "ROOT", root)
    return root
