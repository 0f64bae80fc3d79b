"""Settings and fixtures that the folders share."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.clock import ManualClock
from tests.redis_fixtures import *  # noqa: F403 - pytest looks for fixtures and hooks here

# One profile for all property tests: no outcome depends on the speed of the machine, and one bug at a time is reported.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False
)
# For a run that has time: many more examples, and different ones each time.
settings.register_profile("thorough", settings.get_profile("steady"), max_examples=5_000, derandomize=False)
settings.load_profile("steady")


_PROCESS_COVERAGE: dict[str, str] = {}  # the variable with which a Python process measures its own


@pytest.hookimpl(trylast=True)
def pytest_sessionstart() -> None:
    """Keep processes that tests start from measuring their coverage: it would be too slow for all of them."""
    _PROCESS_COVERAGE.update({name: os.environ.pop(name) for name in ["COVERAGE_PROCESS_CONFIG"] if name in os.environ})


@pytest.fixture
def measured_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the processes that the test starts measure their coverage, if that's measured at all."""
    for name, value in _PROCESS_COVERAGE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session", autouse=True)
def plain_environment() -> Iterator[None]:
    """Set the variables that the command, argparse and Python read to what a usual shell has."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("COLUMNS", "80")
        for variable in ("FORCE_COLOR", "PYTHON_COLORS", "PYTHONUNBUFFERED"):
            monkeypatch.delenv(variable, raising=False)
        sys.set_int_max_str_digits(sys.int_info.default_max_str_digits)
        yield


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock that moves only when a test advances it."""
    return ManualClock()
