"""What `workshop matrix` says about a project whose mutants or tests can't run."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
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
