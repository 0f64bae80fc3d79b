"""Settings and fixtures that several folders share: none of them depends on the machine."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

from tests import ages
from tests.counter_project import write_project
from tests.repository import commit, git_environment
from workshop.engine.controller.pool import Pool

# One profile for all property tests: no outcome depends on the speed of the machine.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For a run that has time: many more examples, and different ones each time.
settings.register_profile("thorough", settings.get_profile("steady"), max_examples=2_000, derandomize=False)
settings.load_profile("steady")


PROCESS_COVERAGE = {name: os.environ[name] for name in ["COVERAGE_PROCESS_CONFIG"] if name in os.environ}


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through all that's there to the end: it would take seconds."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Measure coverage in the processes of marked tests only: measuring them all doubles the time of the tests."""
    for name, value in PROCESS_COVERAGE.items():
        if item.get_closest_marker("measures_processes"):
            os.environ[name] = value
        else:
            os.environ.pop(name, None)


@pytest.fixture(scope="session", autouse=True)
def _own_git_settings() -> Iterator[None]:
    """Run all tests with our own git settings."""
    with patch.dict(os.environ, git_environment(), clear=True):
        yield


@pytest.fixture(scope="session")
def ages_pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """Yield a warm pool for the program `ages`, to run any tests in; for tests that don't need a cold one.

    Coverage isn't measured in its processes.
    """
    project = ages.write_project(tmp_path_factory.mktemp("ages"))
    with patch.dict(os.environ):
        for name in PROCESS_COVERAGE:
            os.environ.pop(name, None)
        pool = Pool(*project)
    with pool:
        yield pool


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
