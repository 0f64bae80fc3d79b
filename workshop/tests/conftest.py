"""A small project to work on, and git settings that don't depend on the machine."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.counter_project import write_project
from tests.repository import commit, git_environment


@pytest.fixture(scope="session", autouse=True)
def _own_git_settings() -> Iterator[None]:
    """Run all tests with our own git settings."""
    with patch.dict(os.environ, git_environment(), clear=True):
        yield


@pytest.fixture(scope="session")
def committed_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small project, all of it committed, to be copied."""
    root = write_project(tmp_path_factory.mktemp("committed") / "project")
    commit(root)
    return root


@pytest.fixture
def project(committed_project: Path, tmp_path: Path) -> Path:
    """Return the folder of a copy of the small project, all of it committed."""
    return shutil.copytree(committed_project, tmp_path / "project")
