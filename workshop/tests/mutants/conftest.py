"""The mutant that the tests of planting plant, and its file."""

from pathlib import Path

import pytest

from tests.counter_project import write_project
from workshop.mutants.catalogue import Catalogue, read_catalogue
from workshop.mutants.mutant import Mutant


@pytest.fixture
def catalogue(project: Path) -> Catalogue:
    """Return the catalogue of the small project."""
    return read_catalogue(project / "tests/mutants.toml")


@pytest.fixture
def mutant(catalogue: Catalogue) -> Mutant:
    """Return the mutant to plant."""
    return catalogue.find("skips-one")


@pytest.fixture
def file(project: Path) -> Path:
    """Return the file that it's planted in."""
    return project / "src/counter.py"


@pytest.fixture
def outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """Return the catalogue of a copy of the small project that isn't in a repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", f"{tmp_path.resolve().parent}")
    return read_catalogue(write_project(tmp_path) / "tests/mutants.toml")
