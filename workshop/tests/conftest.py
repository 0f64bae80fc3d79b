"""A small project for the tests of planting and of the command: a program, its tests, and its mutants."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.repository import commit
from workshop.cli import app

FILES = {
    ".gitignore": "__pycache__/\n",
    "src/counter.py": '''"""Counts, and says so."""


def following(number: int) -> int:
    """Return the number that comes next."""
    return number + 1


def is_even(number: int) -> bool:
    """Return whether the number has a whole half."""
    return number % 2 == 0


def name(number: int) -> str:
    """Return what the number is called."""
    return str(number)
''',
    "tests/mutants.toml": """
subject = "src/counter.py"

[techniques]
unit = "tests/unit"
property = "tests/property"

[left_out]
"tests/unit/test_readme.py" = "It tests the README."

[[mutant]]
name = "skips-one"
file = "counter.py"
old = "number + 1"
new = "number + 2"
why = "Every other number is lost."
kills = ["unit", "property"]

[[mutant]]
name = "takes-odd-for-even"
file = "counter.py"
old = "% 2 == 0"
new = "% 2 != 0"
why = "Neither :key: nor [bold] is what it seems → the lock stays shut."
kills = ["unit"]
""",
    "tests/unit/test_counter.py": """from counter import following, is_even


def test_following():
    assert following(1) == 2


def test_is_even():
    assert is_even(4)
""",
    "tests/unit/test_readme.py": """def test_readme():
    raise AssertionError("the README is not there")
""",
    "tests/property/test_counter.py": """from counter import following
from hypothesis import given, strategies as st


@given(st.integers())
def test_following(number):
    assert following(number) - number == 1
""",
}


def write_project(root: Path) -> Path:
    """Write the small project into a folder, not committed, and return the folder."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of the small project, all of it committed."""
    root = write_project(tmp_path / "project")
    commit(root)
    return root


@dataclass(frozen=True)
class Result:
    """How a command has ended, and what it has printed."""

    code: int | str | None
    out: str
    err: str

    @property
    def message(self) -> str:
        """What it says on stderr, without the frame around it."""
        return " ".join(re.sub(r"[│╭╮╰╯─]", " ", self.err).split())


Command = Callable[..., Result]


@pytest.fixture
def workshop(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return what runs the command in the small project, in this process; colours, if any, are taken off."""
    monkeypatch.chdir(project)

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["workshop", *arguments])
        with pytest.raises(SystemExit) as end:
            app.main()
        out, err = (re.sub(r"\x1b\[[\d;]*m", "", text) for text in capsys.readouterr())
        return Result(end.value.code, out, err)

    return run
