"""The settings of a worker follow from the suite: where pytest's settings are, and what is imported in advance."""

from pathlib import Path

import pytest

from workshop.engine.codec import encode
from workshop.engine.protocol import RunOptions
from workshop.engine.suite import Suite
from workshop.engine.worker_settings import SandboxSettings
from workshop.mutants.subject import Subject


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a program and tests in a folder and a file."""
    for name in ("game.py", "tests/test_a.py", "tests/unit/test_b.py", "test_c.py", "helper.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_settings_say_what_the_tests_need(project: Path) -> None:
    """The test files count, also those below folders, and other files whose imports do; the program isn't imported."""
    (project / "tests" / "test_a.py").write_text("import json")
    (project / "tests" / "unit" / "test_b.py").write_text("import game, re")
    (project / "test_c.py").write_text("import ast")
    (project / "helper.py").write_text("from hypothesis import strategies as st\n\nst.text()")
    suite = Suite(project, (project / "tests", project / "test_c.py"), imports=(project / "helper.py",))

    settings = suite.settings(Subject(project / "game.py"), project, fork=True)

    assert settings.imports == ("ast", "hypothesis", "json", "re")
    assert settings.uses_hypothesis
    assert settings.generates_text
    assert (settings.root, settings.fork) == (f"{project}", True)


def test_options_of_a_run_say_what_the_tests_need_now(project: Path) -> None:
    """The tests of learners may have changed since the worker got its settings."""
    suite = Suite(project, (project / "test_c.py",))
    before = suite.run_options(7)
    (project / "test_c.py").write_text("from hypothesis import strategies as st\n\nst.text()")

    tests = (f"{project / 'test_c.py'}",)
    assert before == RunOptions(tests, hypothesis_seed=7)
    assert suite.run_options(7) == RunOptions(tests, hypothesis_seed=7, uses_hypothesis=True, generates_text=True)


def test_settings_have_no_text_of_the_files(project: Path) -> None:
    """Runs inherit the memory of a worker, and could find a solution there; with its name, it would read it."""
    (project / "helper.py").write_text('"""The solution."""\n\nimport json\n')

    settings = Suite(project, (), imports=(project / "helper.py",)).settings(
        Subject(project / "game.py"), project, fork=True
    )

    assert "solution" not in encode(settings)
    assert "helper" not in encode(settings)


def test_settings_of_pytest_are_those_of_the_project(project: Path) -> None:
    """A project with a pyproject.toml has its settings there."""
    (project / "pyproject.toml").touch()

    settings = Suite(project, ()).settings(Subject(project / "game.py"), project / "scratch", fork=True)

    assert settings.settings == f"{project / 'pyproject.toml'}"
    assert settings.path == ""


def test_settings_of_pytest_are_our_own_without_a_project_file(project: Path) -> None:
    """They keep pytest from looking for some in other folders, and each run can import modules at the root."""
    scratch = project / "scratch"
    scratch.mkdir()

    settings = Suite(project, ()).settings(Subject(project / "game.py"), scratch, fork=True)

    assert settings.settings == f"{scratch / 'pytest.ini'}"
    assert (scratch / "pytest.ini").read_text() == "[pytest]\n"
    assert settings.path == f"{project}"


@pytest.mark.parametrize("own", [True, False], ids=["a folder of its own", "the root"])
def test_settings_say_where_hypothesis_keeps_its_tables(own: bool, project: Path) -> None:  # noqa: FBT001
    """Tables of characters are kept in the folder that the suite names, by default in its root."""
    storage = project / "storage" if own else None

    settings = Suite(project, (), storage=storage).settings(Subject(project / "game.py"), project, fork=True)

    assert settings.storage == f"{storage or project}"


def test_settings_name_what_is_left_out(project: Path) -> None:
    """Files that are left out aren't collected."""
    suite = Suite(project, (project / "tests",), left_out=(project / "tests" / "unit",))

    settings = suite.settings(Subject(project / "game.py"), project, fork=True)

    assert settings.ignored == (f"{project / 'tests' / 'unit'}",)


def test_tests_are_trusted_unless_the_suite_says_otherwise(project: Path) -> None:
    """A sandbox is closed around the folders of the runs, and what the suite hides is left out of it."""
    hidden = project / "exercises"

    trusted = Suite(project, ()).settings(Subject(project / "game.py"), project, fork=True)
    suite = Suite(project, (), is_sandboxed=True, hidden=(hidden,))
    sandboxed = suite.settings(Subject(project / "game.py"), project, fork=True)

    assert trusted.sandbox is None
    assert sandboxed.sandbox == SandboxSettings(scratch=f"{project}", hidden=(f"{hidden}",))
