"""What fills the guide is tried on a small repository: what it shows of files, and of commands in a fresh clone."""

from collections.abc import Iterator
from pathlib import Path

import cog_helpers as guide
import pytest
from tests.kit.repository import commit

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
CHAPTER = "1. `python3 -m venv --without-pip .venv`\n2. `. .venv/bin/activate`\n"


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a small repository, which has been committed, as the one that the guide is about."""
    for name, text in {
        "src/box.py": PROGRAM,
        "tests/mutants.toml": MUTANTS,
        "docs/README.md": CHAPTER,
        "docs/kill-matrix.svg": MATRIX,
        ".gitignore": ".venv\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    commit(tmp_path)
    monkeypatch.setattr(guide, "ROOT", tmp_path)
    yield tmp_path
    guide._clone.cache_clear()  # noqa: SLF001 - of another repository, the next time


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        pytest.param(["LIMIT"], "LIMIT: int = 3", id="a value with its type"),
        pytest.param(["WORDS"], 'WORDS = "a", "b"', id="a value"),
        pytest.param(["first"], "@property\ndef first() -> int:\n    return LIMIT", id="a function, decorated"),
        pytest.param(["Box.close"], '    def close(self) -> None:\n        print("closed")', id="a method"),
        pytest.param(["LIMIT", "WORDS"], 'LIMIT: int = 3\n\n\nWORDS = "a", "b"', id="two things"),
        pytest.param([], PROGRAM.rstrip(), id="all of it"),
    ],
)
def test_parts_of_a_file_are_shown(names: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By their names, as they stand there."""
    guide.code("src/box.py", *names)

    assert capsys.readouterr().out == f"\n```python\n{shown}\n```\n\n"


def test_lines_of_a_file_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """From one to another, which comes after it."""
    guide.lines("src/box.py", "class Box", "print")

    assert capsys.readouterr().out == (
        '\n```python\nclass Box:\n    def open(self) -> None:\n        print("open")\n```\n\n'
    )


def test_a_mutant_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Without the comment before the next one."""
    guide.mutant("one")

    assert capsys.readouterr().out == '\n```toml\n[[mutant]]\nname = "one"\nold = "1"\n```\n\n'


def test_kills_are_those_of_the_picture(capsys: pytest.CaptureFixture[str]) -> None:
    """A row for each mutant, with the techniques that kill it."""
    guide.kills("two", "one")

    assert capsys.readouterr().out == (
        "\n| mutant | killed by |\n|---|---|\n| `two` | unit, fake |\n| `one` | fake |\n\n"
    )


def test_commands_run_in_a_clone_that_is_installed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One after another, and nothing happens in the repository itself."""
    guide.run("touch here; pwd", "echo $VIRTUAL_ENV; ls", before="touch before", after="rm here before")

    assert capsys.readouterr().out == (
        "\n```console\n$ touch here; pwd\n/your/clone\n"
        "$ echo $VIRTUAL_ENV; ls\n/your/clone/.venv\nbefore\ndocs\nhere\nsrc\ntests\n```\n\n"
    )
    assert not (root / "here").exists()


def test_commands_know_nothing_of_where_the_guide_is_filled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a CI server pytest and Hypothesis say other things; only what an installation may need is passed on."""
    ours = ("CI", "GITHUB_ACTIONS", "FORCE_COLOR", "UV_PYTHON", "UV_PROJECT_ENVIRONMENT")  # the last two are nox's
    for name in (*ours, "PIP_NO_INPUT", "https_proxy"):
        monkeypatch.setenv(name, "1")

    guide.run(f"env | grep -E '^({'|'.join(ours)}|PIP_NO_INPUT|https_proxy)=' | sort")

    assert capsys.readouterr().out.splitlines()[3:-2] == ["PIP_NO_INPUT=1", "https_proxy=1"]


def test_what_is_not_committed_is_in_the_clone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes a chapter sees what has just been changed."""
    (root / "src" / "box.py").write_text("changed\n", encoding="utf-8")

    guide.run("cat src/box.py")

    assert "changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        pytest.param("echo 3 passed in 7.31s", "3 passed in 0.12s", id="of pytest"),
        pytest.param("echo '3 passed in 61.31s (0:01:01)'", "3 passed in 0.12s", id="of pytest, long"),
        pytest.param("echo 2.4 s", "0.5 s", id="seconds"),
        pytest.param("echo 'a  '", "a", id="spaces at the end, which an editor would remove"),
        pytest.param("echo bad >&2; exit 3", "bad", id="errors"),
    ],
)
def test_what_differs_each_time_is_shown_the_same(command: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """So that a chapter is stale only when something has changed."""
    guide.run(command)

    assert capsys.readouterr().out == f"\n```console\n$ {command}\n{shown}\n```\n\n"


@pytest.mark.parametrize(
    ("keep", "most", "shown"),
    [
        pytest.param("[24]", 0, "2\n4\n", id="what matches"),
        pytest.param("", 2, "...\n3\n4\n", id="the end"),
        pytest.param("", 4, "1\n2\n3\n4\n", id="not more than there is"),
    ],
)
def test_long_outputs_are_shortened(keep: str, most: int, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To the lines that matter."""
    guide.run("seq 4", keep=keep, most=most)

    assert capsys.readouterr().out == f"\n```console\n$ seq 4\n{shown}```\n\n"


def test_commands_that_leave_something_are_refused() -> None:
    """The next ones would see it, and a reader might commit it."""
    with pytest.raises(ValueError, match=r"leave changes behind:\n\?\? left"):
        guide.run("touch left")


@pytest.mark.parametrize(("before", "after"), [("echo no; false", ""), ("", "echo no; false")])
def test_what_is_not_shown_must_succeed(before: str, after: str) -> None:
    """Nobody would see that it has not."""
    with pytest.raises(RuntimeError, match=r"^`echo no; false` fails:\nno"):
        guide.run("true", before=before, after=after)


def test_an_installation_that_fails_is_refused(root: Path) -> None:
    """Whatever came after it would be about nothing."""
    (root / "docs" / "README.md").write_text("1. `echo no network; false`\n2. `true`\n", encoding="utf-8")

    with pytest.raises(RuntimeError, match=r"^docs/README\.md cannot be followed:\nno network"):
        guide.run("true")
