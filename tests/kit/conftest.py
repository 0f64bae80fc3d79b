"""The tests of the kit need its tools, so plain `pytest` leaves them to `nox -s kit`; fixtures that they share."""

import shutil
from pathlib import Path

import prove_gates
import pytest
from plain_git import commit_all
from prove_gates import PYTHON

FOLDER = Path(__file__).resolve().parent
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


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Ignore this folder unless the command line names it, or something in it."""
    named = (config.invocation_params.dir / argument.partition("::")[0] for argument in config.args)
    return None if any(path.resolve().is_relative_to(FOLDER) for path in named) else True


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
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # the coverage of nox itself isn't ours to measure
    return root
