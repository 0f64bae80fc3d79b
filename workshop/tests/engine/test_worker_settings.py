"""A worker runs pytest with the settings of the project, whatever the environment says to Python and pytest."""

from pathlib import Path

import pytest

from tests.ages import ORIGINAL, TIMEOUT, run, write_project
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import Outcome, RunOptions
from workshop.engine.suite import Suite
from workshop.errors import EngineError

SUITE = """
import os
import warnings


def test_warning():
    warnings.warn("careful")


def test_environment():
    assert not os.getenv("PYTHONUNBUFFERED")
"""
TEXT = "from hypothesis import given, strategies as st\n\n@given(st.text())\ndef test_text(_):\n    pass\n"

SETTINGS = """
[tool.pytest]
filterwarnings = ["error"]
strict = true
faulthandler_timeout = 60  # of a plugin that no run has
asyncio_mode = "auto"  # and this one is perhaps not installed
"""


@pytest.mark.measures_processes
def test_runs_have_the_settings_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files can be left out, pyproject.toml is read, and variables of Python are dropped.

    Unbuffered output would hide that a program forgets to flush. Settings of other plugins don't matter.
    """
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    subject, suite = write_project(tmp_path, SUITE)
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    (tmp_path / "test_left_out.py").write_text("def test_left_out():\n    pass\n")

    with Pool(subject, Suite(suite.root, (tmp_path,), (tmp_path / "test_left_out.py",))) as pool:
        outcomes = run(pool, RunOptions((f"{tmp_path}",))).outcomes

    assert outcomes == {
        "test_ages.py::test_warning": Outcome("failed", "error in the test", "UserWarning: careful"),
        "test_ages.py::test_environment": Outcome("passed"),
    }


@pytest.mark.slow
def test_tables_of_characters_are_kept(tmp_path: Path) -> None:
    """Hypothesis takes a second to make them."""
    project = write_project(tmp_path, TEXT)

    with Pool(*project) as pool:
        outcomes = run(pool, RunOptions((f"{project[1].tests[0]}",))).outcomes

    assert outcomes == {"test_ages.py::test_text": Outcome("passed")}
    assert {path.parent.name for path in (tmp_path / ".hypothesis").glob("*/*")} == {"unicode_data"}


def test_properties_without_text_keep_nothing(tmp_path: Path) -> None:
    """Tables of characters are made only for tests that generate text."""
    project = write_project(tmp_path, TEXT.replace("text()", "integers()"))

    with Pool(*project) as pool:
        outcomes = run(pool, RunOptions((f"{project[1].tests[0]}",))).outcomes

    assert outcomes == {"test_ages.py::test_text": Outcome("passed")}
    assert not (tmp_path / ".hypothesis").exists()


def test_settings_that_pytest_refuses_are_an_error(tmp_path: Path) -> None:
    """If pytest doesn't start, the error has its message."""
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "--no-such-option"\n')
    subject, suite = write_project(tmp_path)

    with Pool(subject, suite) as pool, pytest.raises(EngineError, match="unrecognized arguments: --no-such-option"):
        list(pool.run([Request("", ORIGINAL, RunOptions((f"{suite.tests[0]}",)), TIMEOUT)]))
