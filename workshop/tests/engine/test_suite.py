"""The settings of a worker follow from the suite: where pytest's settings are, and what is imported in advance."""

from pathlib import Path

import pytest

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


def test_settings_name_all_sources(project: Path) -> None:
    """The sources are the test files, also those below folders, and other files whose imports count."""
    suite = Suite(project, (project / "tests", project / "test_c.py"), imports=(project / "helper.py",))

    settings = suite.settings(Subject(project / "game.py"), project, fork=True)

    names = ("tests/test_a.py", "tests/unit/test_b.py", "test_c.py", "helper.py")
    assert sorted(settings.sources) == sorted(f"{project / name}" for name in names)
    assert (settings.root, settings.program, settings.fork) == (f"{project}", "game", True)


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
