"""The linter of the guide, on a small repository with one flaw at a time."""

import runpy
from pathlib import Path

import lint_guide
import pytest
from lint_guide import Names, find_dead_links, find_flaws, find_losses, list_sessions

NAMES = Names(sessions=frozenset({"lint", "tests"}), mutants=frozenset({"exclaims"}))
NOXFILE = """
import nox

@nox.session
def lint(session): ...

@nox.session(python=["3.11", "3.12"], default=False)
def tests(session): ...
"""
WORKSHOP_NOXFILE = """
import nox

@nox.session
@nox.parametrize("gate", [nox.param(1, id="one")])
def layers(session, gate): ...
"""
GENERATED = "<!-- [[[cog run() ]]] -->\n\n```console\n$ nox -s old\n```\n\n<!-- [[[end]]] -->\n"


def write(root: Path, text: str) -> None:
    """Write a small repository whose only chapter has this text."""
    for name, content in {
        "noxfile.py": NOXFILE,
        "workshop/noxfile.py": WORKSHOP_NOXFILE,
        "docs/01-one.md": text,
        "tests/mutants.toml": '[[mutant]]\nname = "exclaims"\n',
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Run `nox -s lint tests-3.11 -- -k new` and open `docs/01-one.md`.", id="sessions and files"),
        pytest.param("Run `nox -f workshop/noxfile.py -s tests`.", id="a session of the workshop"),
        pytest.param("`workshop plant exclaims`, `workshop show 6`, `workshop plant NAME`", id="mutants"),
        pytest.param("`answers/01-first-tests/` and `exercises`", id="paths that needn't exist"),
        pytest.param("word " * 1_800, id="as many words as allowed"),
        pytest.param(f"{GENERATED * 200}", id="generated blocks, which don't count"),
    ],
)
def test_a_sound_chapter_has_no_flaw(text: str, tmp_path: Path) -> None:
    """Text without a flaw yields nothing."""
    write(tmp_path, text)

    flaws = list(find_flaws(tmp_path, NAMES))

    assert flaws == []


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        pytest.param("```console\n$ ls\n```\n", "has a code block typed by hand", id="a block typed by hand"),
        pytest.param("word " * 1_803, "has 1803 words: shorten it by 3", id="too many words"),
        pytest.param("`nox -s lint old`", "names old in `nox -s lint old`", id="an unknown session"),
        pytest.param(
            "`nox -f workshop/noxfile.py -s old`",
            "names old in `nox -f workshop/noxfile.py -s old`",
            id="an unknown session of the workshop",
        ),
        pytest.param("`pytest -q tests/old`", "names tests/old in `pytest -q tests/old`", id="an unknown folder"),
        pytest.param("`workshop plant old`", "names old in `workshop plant old`", id="an unknown mutant"),
        pytest.param("`workshop\nshow old`", "names old in `workshop\nshow old`", id="an unknown mutant on two lines"),
    ],
)
def test_a_flaw_is_reported(text: str, flaw: str, tmp_path: Path) -> None:
    """The one line begins with the chapter and says what is wrong."""
    write(tmp_path, text)

    (found,) = find_flaws(tmp_path, NAMES)

    assert found.startswith(f"01-one.md {flaw}")


@pytest.mark.parametrize(
    "name", ["README.md", "docs/01-one.md", "workshop/README.md", "workshop/exercises/01-first/README.md"]
)
def test_a_dead_link_is_reported(name: str, tmp_path: Path) -> None:
    """Every text for readers is checked; links to other sites and within the text are ignored."""
    write(tmp_path, "See [this](../tests/mutants.toml).")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("[a](old.md#b) [c](https://example.org/old) [d](#e)", encoding="utf-8")

    dead_links = list(find_dead_links(tmp_path))

    assert dead_links == [f"{name} links to old.md, which doesn't exist"]


def test_sessions_are_those_of_both_noxfiles(tmp_path: Path) -> None:
    """Sessions that plain `nox` leaves out are included, Python versions and parameters aren't."""
    write(tmp_path, "")

    sessions = list_sessions(tmp_path)

    assert sessions == {"lint", "tests", "layers"}


@pytest.mark.parametrize(
    ("text", "flaws"),
    [pytest.param("`docs/01-one.md`", 0, id="no flaw"), pytest.param("`docs/old.md`", 1, id="a flaw")],
)
def test_a_flaw_makes_the_gate_red(text: str, flaws: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code is 1 where `sys.exit` gets a text, which it prints, and 0 where it gets 0."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, text)

    with pytest.raises(SystemExit) as exit_:
        runpy.run_path(lint_guide.__file__, run_name="__main__")

    assert f"{exit_.value.code}".count("01-one.md names docs/old.md") == flaws
    assert (exit_.value.code == 0) == (flaws == 0)


@pytest.mark.parametrize(
    "command",
    [
        "git checkout -q .",
        "git -C clone checkout tests",
        "git restore src",
        "git clean -fd",
        "git stash",
        "git reset -q --hard",
        "git switch -f main",
        "git switch main --discard-changes",
        "git -C clone rm -rf answers",
        "git worktree remove --force ../other",
        "rsync -a --delete start/ answers/",
        "ls && rm -r answers",
        "find . -name '*.pyc' -delete",
        "cp start.py answers/01-first-tests/test_game.py",
        "mv old.py new.py",
        "ls | tee files.txt",
        "grep -v import start.py > answers/01-first-tests/test_game.py",
        "cat>test_loop.py <<END",
    ],
)
def test_a_command_that_can_lose_work_is_a_flaw(command: str, tmp_path: Path) -> None:
    """Readers run what they see, also where they have changes that aren't committed."""
    write(tmp_path, f"```console\n$ {command}\n```\n")

    assert list(find_losses(tmp_path)) == [f"docs/01-one.md shows a command that can lose work: {command}"]


@pytest.mark.parametrize("file", ["README.md", ".ci/adopted-readme.md", "workshop/exercises/01-a/exercise.toml"])
def test_a_command_in_a_sentence_of_any_text_counts(file: str, tmp_path: Path) -> None:
    """Hints are texts for readers too."""
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text("Take it out with `git checkout tests`.", encoding="utf-8")

    assert list(find_losses(tmp_path)) == [f"{file} shows a command that can lose work: git checkout tests"]


@pytest.mark.parametrize(
    "command",
    [
        "git switch -c my-fix && git diff > /dev/null",
        "git switch main && pytest -f && git rm old.py && git worktree remove ../other",
        "git apply -R change.patch",
        "cp -n start.py answers/",
        "cat >> test_loop.py <<END",
        "fizzbuzz apple 2>&1 | tail -n 1",
        "fizzbuzz 3 >&-",
        "python -c 'print(1 > 2); print(f() -> 3)'",
        "workshop reset 01",
        "ls --rm-color; echo rm",
    ],
)
def test_a_command_that_loses_nothing_is_sound(command: str, tmp_path: Path) -> None:
    """It only reads, adds, or moves to another branch; and comments aren't shown."""
    write(
        tmp_path,
        f"<!-- cog: rm -r answers `git stash` -->\n```console\n$ {command}\nrm it\n```\nA `x -> y` and `a > b`.\n",
    )

    assert list(find_losses(tmp_path)) == []
