"""What the guide shows of files, from a small repository."""

from pathlib import Path

import cog_helpers
import pytest

PROGRAM = """\
LIMIT: int = 3
WORDS = "a", "b"


@property
def first() -> int:
    return LIMIT


class Box:
    def open(self) -> None:
        print("open")

    def close(self) -> None:
        print("closed")
"""
MUTANTS = """\
[techniques]
unit = "tests/unit"
fake = "tests/fake"

# core

[[mutant]]
name = "one"
old = "1"

# cache

[[mutant]]
name = "two"
old = "2"
"""
MATRIX = """\
<text x="0" y="70" class="">one</text>
<circle class="survived" cx="346" cy="66" r="1.5"/>
<path class="unique" d="M438 58l8 8l-8 8l-8 -8z"/>
<text x="0" y="90" class="">two</text>
<circle class="killed" cx="346" cy="86" r="6"/>
<circle class="killed" cx="438" cy="86" r="6"/>
"""


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the files that the guide shows."""
    for name, text in {
        "src/box.py": PROGRAM,
        "tests/mutants.toml": MUTANTS,
        "docs/kill-matrix.svg": MATRIX,
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(cog_helpers, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        pytest.param(["LIMIT"], "LIMIT: int = 3", id="a value with its type"),
        pytest.param(["WORDS"], 'WORDS = "a", "b"', id="a value"),
        pytest.param(["first"], "@property\ndef first() -> int:\n    return LIMIT", id="a decorated function"),
        pytest.param(["Box.close"], '    def close(self) -> None:\n        print("closed")', id="a method"),
        pytest.param(["LIMIT", "WORDS"], 'LIMIT: int = 3\n\n\nWORDS = "a", "b"', id="two parts"),
        pytest.param([], PROGRAM.rstrip(), id="the whole file"),
    ],
)
def test_code_shows_parts_of_a_file(names: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The parts are found by name and shown unchanged."""
    cog_helpers.code("src/box.py", *names)

    assert capsys.readouterr().out == f"\n```python\n{shown}\n```\n\n"


def test_lines_shows_a_range_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """The last line is searched for after the first one."""
    cog_helpers.lines("src/box.py", "class Box", "print")

    assert capsys.readouterr().out == (
        '\n```python\nclass Box:\n    def open(self) -> None:\n        print("open")\n```\n\n'
    )


def test_mutant_shows_its_table(capsys: pytest.CaptureFixture[str]) -> None:
    """The comment before the next mutant isn't shown."""
    cog_helpers.mutant("one")

    assert capsys.readouterr().out == '\n```toml\n[[mutant]]\nname = "one"\nold = "1"\n```\n\n'


def test_kills_shows_what_the_picture_shows(capsys: pytest.CaptureFixture[str]) -> None:
    """Each mutant has a row with the techniques that kill it."""
    cog_helpers.kills("two", "one")

    assert capsys.readouterr().out == (
        "\n| mutant | killed by |\n|---|---|\n| `two` | unit, fake |\n| `one` | fake |\n\n"
    )
