"""What `workshop matrix` says about a project whose mutants or tests can't run."""

import errno
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.result import Result
from workshop.cli import matrix


def test_a_mutant_that_cannot_be_made_is_an_error(
    workshop: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the mutant, before anything runs."""
    monkeypatch.setattr(matrix, "Pool", None)
    catalogue = project / "tests" / "mutants.toml"
    text = catalogue.read_text(encoding="utf-8").replace('old = "number + 1"', 'old = "number + 3"')
    catalogue.write_text(text, encoding="utf-8")

    result = workshop("matrix")

    assert (result.code, result.out) == (2, "")
    assert "workshop: mutant skips-one: counter.py: " in result.err


def test_tests_that_cannot_run_are_an_error(workshop: Command, project: Path) -> None:
    """If pytest refuses to start, its message is shown."""
    (project / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '--no-such-option'\n")

    result = workshop("matrix")

    assert (result.code, result.out) == (2, "")
    assert "unrecognized arguments: --no-such-option" in result.err


def test_a_machine_that_refuses_a_run_is_an_error(workshop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when there's no space for a copy of the program."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/var/x/counter.py")

    monkeypatch.setattr(matrix, "Pool", refuse)

    message = f"workshop: no space left in {Path('/var/x')}: free some, then try again\n"
    assert workshop("matrix") == Result(2, "", message)


@pytest.mark.parametrize("option", ["--format=json", "--write=matrix.md", "--check=matrix.md"])
def test_claims_and_a_drawing_exclude_each_other(workshop: Command, option: str) -> None:
    """Half a matrix isn't drawn."""
    result = workshop("matrix", "--claims", option)

    assert (result.code, result.out) == (2, "")
    assert "--claims draws nothing: leave out --format, --write and --check" in result.err


@pytest.mark.parametrize("option", ["--write", "--check"])
def test_an_unknown_suffix_is_refused(workshop: Command, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    """The command says so before it runs anything."""
    monkeypatch.setattr(matrix, "Pool", None)

    result = workshop("matrix", option, "matrix.txt")

    assert (result.code, result.out) == (2, "")
    assert "matrix.txt: the name must end in .md, .svg, .json" in result.err
