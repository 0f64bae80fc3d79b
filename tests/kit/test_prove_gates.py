"""The proof of the gates is proven: on a small repository with a gate of its own, and real runs of nox."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import prove_gates as gates
import pytest
import yaml
from prove_gates import Break, default_gates, judge, main, prove, read_breaks
from pytest_mock import MockerFixture

from tests.kit.repository import commit

NOXFILE = """
import sys
import nox

nox.options.default_venv_backend = "uv|virtualenv"
CHECK = "import sys; sys.exit('bad' in open('code.txt').read() and 'code.txt says ' + 'bad')"

@nox.session(venv_backend="none")
def lint(session):
    session.run(sys.executable, "-c", CHECK)

@nox.session(python=["{python}", "2.7"])
def tests(session):
    session.run("python", "-c", "pass")

@nox.session(venv_backend="none")
def guide(session):
    session.run(sys.executable, "-c", CHECK)

@nox.session(default=False, venv_backend="none")
def late(session):
    session.run(sys.executable, "-c", CHECK)
"""

BREAKS = """
[[break]]
name = "bad-word"
why = "Bad words are bad."
file = "code.txt"
old = "good"
new = "bad"
red = ["lint"]
shows = "says bad"

[[break]]
name = "late-word"
why = "A gate that plain nox does not run."
file = "code.txt"
old = "good"
new = "bad"
red = ["late", "lint"]
shows = "says bad"
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small repository in which the proof takes place."""
    root = tmp_path / "repository"
    (root / ".ci").mkdir(parents=True)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    (root / "noxfile.py").write_text(NOXFILE.replace("{python}", python))
    (root / ".ci" / "breaks.toml").write_text(BREAKS)
    (root / "code.txt").write_text("good")
    (root / "README.md").write_text("# FizzBuzz, tested")
    (root / ".gitignore").write_text(".nox/\n__pycache__/\n")
    commit(root)
    monkeypatch.setattr(gates, "ROOT", root)
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # what nox itself covers is not ours to measure
    return root


@pytest.fixture
def breaks(repository: Path) -> dict[str, Break]:
    """Return the breaks of the small repository."""
    assert repository.exists()
    return read_breaks()


def test_a_gate_that_refuses_its_break_is_proven(
    breaks: dict[str, Break], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The row says which gate refused the break, and by which line."""
    assert prove([breaks["bad-word"]], tmp_path / "clones")

    assert capsys.readouterr().out.split() == ["proven", "bad-word", "lint", "code.txt", "says", "bad"]


def test_a_gate_that_plain_nox_does_not_run_is_run_for_its_break(breaks: dict[str, Break], tmp_path: Path) -> None:
    """A slow gate is proven where a break names it."""
    assert prove([breaks["late-word"]], tmp_path / "clones")


def test_the_guide_is_asked_by_a_break_that_names_it(
    breaks: dict[str, Break], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By no other one: it shows everything, and so a bad change to anything."""
    shown = dataclasses.replace(breaks["bad-word"], red=frozenset({"guide", "lint"}))

    assert prove([shown], tmp_path / "clones")

    assert "guide, lint" in capsys.readouterr().out


def test_without_a_break_every_gate_is_green(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The control: the first row shows that the gates are red because of the breaks."""
    assert repository.exists()

    assert prove([gates.NOTHING], tmp_path / "clones")

    assert "every gate is green" in capsys.readouterr().out


def test_a_gate_that_is_disabled_is_found_out(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A gate that lets its break through fails the proof."""
    (repository / "noxfile.py").write_text((repository / "noxfile.py").read_text().replace("sys.exit(", "("))
    commit(repository)

    assert not prove([read_breaks()["bad-word"]], tmp_path / "clones")

    assert capsys.readouterr().out.endswith("red: nothing, not lint\n")


def test_a_gate_that_should_be_green_says_why_it_is_not(
    breaks: dict[str, Break], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever has waited that long need not run it again to know."""
    unexpected = dataclasses.replace(breaks["bad-word"], red=frozenset({"tests"}))

    assert not prove([unexpected], tmp_path / "clones")

    assert "  lint: code.txt says bad\n" in capsys.readouterr().out


def test_a_run_without_a_verdict_is_an_error(breaks: dict[str, Break], tmp_path: Path) -> None:
    """To be interrupted, or not to be there, is not to refuse."""
    unknown = dataclasses.replace(breaks["bad-word"], red=frozenset({"lynt"}))

    with pytest.raises(ChildProcessError, match=r"^nox -s lynt ended with [^01]"):
        prove([unknown], tmp_path / "clones")


def broken(*red: str, shows: str = "") -> Break:
    """Return a break that these gates should refuse."""
    return Break("name", "why", "file", "old", "new", red=frozenset(red), shows=shows)


def test_a_gate_that_is_red_for_another_reason_is_found_out() -> None:
    """To be red is not enough: the gate must show the reason."""
    well, shown = judge(broken("lint", shows="F401"), {"lint": "E999 syntax error"})

    assert not well
    assert shown == "red as it should be, but 'F401' is not what it shows"


def test_a_gate_that_should_be_green_is_found_out() -> None:
    """Exactly the named gates are red: a break that others refuse too proves less than it says."""
    well, shown = judge(broken("lint"), {"lint": "", "types": ""})

    assert not well
    assert shown == "red: lint, types, not lint"


@pytest.mark.parametrize("gate", ["coverage", "matrix"])
@pytest.mark.parametrize("suite", ["tests", "integration", "scripts", "workshop"])
def test_what_builds_on_a_suite_does_not_count_where_it_is_red(suite: str, gate: str) -> None:
    """A test that fails does not run to its end: what it covers, or would catch, says nothing about the break."""
    assert judge(broken(suite, shows="FAILED"), {suite: "FAILED test_x", gate: "99%"}) == (True, "FAILED test_x")
    assert judge(broken(gate, shows="99"), {gate: "99%"}) == (True, "99%")


def test_a_break_that_does_not_apply_is_an_error(repository: Path) -> None:
    """A break says where it stands: a text that is not there, or there twice, is its author's error."""
    (repository / "code.txt").write_text("good good")

    with pytest.raises(ValueError, match=r"^break bad-word: code.txt has 2 places, not one, with\ngood$"):
        read_breaks()["bad-word"].make(repository)


def test_the_command_proves_all_breaks(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without names every break is tried, after the control, and the exit code is 0."""
    assert repository.exists()

    with pytest.raises(SystemExit) as exit_:
        main("prove")

    assert exit_.value.code == 0
    _, *rows = capsys.readouterr().out.splitlines()
    assert [row.split()[1] for row in rows] == ["(nothing)", "bad-word", "late-word"]


def test_the_command_fails_where_a_gate_does_not_refuse(repository: Path) -> None:
    """A proof that fails has the exit code 1."""
    (repository / ".ci" / "breaks.toml").write_text(BREAKS.replace('new = "bad"', 'new = "fine"'))
    commit(repository)

    with pytest.raises(SystemExit) as exit_:
        main("prove", "bad-word")

    assert exit_.value.code == 1


def test_the_command_is_quiet_on_ctrl_c(repository: Path, mocker: MockerFixture) -> None:
    """Who stops the proof needs no traceback: the exit code is the usual one."""
    assert repository.exists()
    mocker.patch("gates.prove", autospec=True, side_effect=KeyboardInterrupt)

    with pytest.raises(SystemExit) as exit_:
        main("prove")

    assert exit_.value.code == 130


def test_the_command_makes_a_break_to_look_at(repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The break stays in the tree, its gate refuses it, and the reader is told why and how to take it out."""
    with pytest.raises(SystemExit) as exit_:
        main("make", "bad-word")

    assert exit_.value.code == 1
    assert (repository / "code.txt").read_text() == "bad"
    printed = capfd.readouterr().out
    assert printed.startswith("Bad words are bad.\nTake it out again with: git checkout code.txt\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["prove", "x", "bad-word"], "no break is called x; there are bad-word, late-word", id="unknown"),
        pytest.param(["make"], "name one break; there are bad-word, late-word", id="none to make"),
        pytest.param(["make", "bad-word", "late-word"], "name one break; there are bad-word, late-word", id="two"),
    ],
)
def test_a_wrong_call_is_told_the_names(arguments: list[str], message: str, repository: Path) -> None:
    """Who names no break, or the wrong one, is told which there are, and nothing is changed."""
    with pytest.raises(SystemExit, match=f"^{message}$"):
        main(*arguments)

    assert (repository / "code.txt").read_text() == "good"


def test_the_script_takes_its_arguments() -> None:
    """What stands after `nox -s break --` comes in, here the name of no break at all."""
    script = Path(gates.__file__)

    run = subprocess.run([sys.executable, script, "make", "x"], capture_output=True, check=False, text=True)

    assert run.returncode == 1
    assert run.stderr.startswith("no break is called x; there are badly-formatted-line, ")


def test_only_the_tests_on_this_python_are_run(repository: Path) -> None:
    """The proof needs one Python: the others would say the same."""
    assert repository.exists()

    assert default_gates() == ["lint", f"tests-{sys.version_info.major}.{sys.version_info.minor}", "guide"]


def test_every_gate_of_this_repository_has_a_break() -> None:
    """Whoever adds a gate adds the proof that it can go red."""
    proven = {gate for break_ in read_breaks().values() for gate in break_.red}

    assert {gate.partition("-3.")[0] for gate in default_gates()} <= proven


def test_the_workflow_offers_every_break() -> None:
    """Whoever looks for a red example on GitHub can choose each of them."""
    workflow = yaml.safe_load((gates.ROOT / ".github" / "workflows" / "red.yml").read_text(encoding="utf-8"))

    events = workflow[True]  # as YAML reads the key `on`
    assert events["workflow_dispatch"]["inputs"]["break"]["options"] == list(read_breaks())


@pytest.mark.parametrize("break_", read_breaks().values(), ids=list(read_breaks()))
def test_a_break_of_this_repository_applies_or_has_been_made(break_: Break) -> None:
    """Whoever changes the place of a break is told so at once, not when the gates are proven again."""
    text = (gates.ROOT / break_.file).read_text(encoding="utf-8")

    assert text.count(break_.old) == 1 or break_.new in text
