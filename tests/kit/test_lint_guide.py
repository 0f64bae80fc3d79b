"""The check of the chapters is checked: on a small repository with one flaw at a time."""

import subprocess
import sys
from pathlib import Path

import lint_guide as chapters
import pytest
from lint_guide import find_problems

CHECK = f"{chapters.__file__}"
NOXFILE = """
import nox

@nox.session
def lint(session): ...

@nox.session(python=["3.11", "3.12"])
def tests(session): ...
"""
GENERATED = "<!-- [[[cog run() ]]] -->\n\n```console\n$ nox -s old\n```\n\n<!-- [[[end]]] -->\n"


def write(root: Path, text: str) -> None:
    """Write a small repository, with a chapter that has this text."""
    (root / "noxfile.py").write_text(NOXFILE, encoding="utf-8")
    (root / "docs").mkdir()
    (root / "docs" / "01-one.md").write_text(text, encoding="utf-8")
    (root / "tests").mkdir()
    (root / "tests" / "mutants.toml").write_text('[[mutant]]\nname = "exclaims"\n', encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Run `nox -s lint tests-3.11 -- -k new` and look into `docs/01-one.md`.", id="what is there"),
        pytest.param("See [this](../tests/mutants.toml), and [that](#below).", id="links"),
        pytest.param("`workshop plant exclaims`, `workshop show 6`, `workshop plant NAME`", id="mutants"),
        pytest.param("`answers/01-first-tests/` and `exercises`", id="what need not be there"),
        pytest.param("word " * 1_800, id="as long as may be"),
        pytest.param(f"{GENERATED * 200}", id="what is generated is not counted"),
    ],
)
def test_a_chapter_without_a_flaw_is_left_alone(text: str, tmp_path: Path) -> None:
    """Each of these is as it should be."""
    write(tmp_path, text)

    assert list(find_problems(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("```console\n$ ls\n```\n", "has a block that is typed by hand", id="a typed block"),
        pytest.param("word " * 1_803, "has 1803 words, 3 too many", id="too long"),
        pytest.param("`nox -s lint old`", "names old in `nox -s lint old`", id="a session"),
        pytest.param("`pytest -q tests/old`", "names tests/old in `pytest -q tests/old`", id="a folder"),
        pytest.param("`workshop plant old`", "names old in `workshop plant old`", id="a mutant to plant"),
        pytest.param("`workshop\nshow old`", "names old in `workshop\nshow old`", id="a mutant, over two lines"),
    ],
)
def test_a_flaw_is_named(text: str, problem: str, tmp_path: Path) -> None:
    """With the chapter, and what is wrong there."""
    write(tmp_path, text)

    (found,) = find_problems(tmp_path)

    assert found.startswith(f"01-one.md {problem}")


@pytest.mark.parametrize("name", ["README.md", "docs/01-one.md", "exercises/01-first/README.md"])
def test_a_dead_link_is_named(name: str, tmp_path: Path) -> None:
    """In every text for readers; other sites and places in the same text are left alone."""
    write(tmp_path, "")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("[a](old.md#b) [c](https://example.org/old) [d](#e)", encoding="utf-8")

    assert list(find_problems(tmp_path)) == [f"{name} links to old.md, which is not there"]


@pytest.mark.parametrize(
    ("text", "code"), [pytest.param("`docs`", 0, id="no problem"), pytest.param("`docs/old.md`", 1, id="a problem")]
)
def test_the_exit_code_tells(text: str, code: int, tmp_path: Path) -> None:
    """As the last part of a gate has to."""
    write(tmp_path, text)

    checked = subprocess.run([sys.executable, CHECK], cwd=tmp_path, check=False, capture_output=True, text=True)

    assert (checked.returncode, checked.stderr.count("01-one.md names docs/old.md")) == (code, code)
