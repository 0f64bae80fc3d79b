"""A pytest plugin that runs tests as the judge does: with its Hypothesis settings, and with its fixture `cache`."""

import pytest
from hypothesis import settings

from workshop.engine.worker.hypothesis_setup import SHRINKING_PROFILE, register_profiles
from workshop.engine.worker.pytest_session import EmptyCache

register_profiles()
settings.load_profile(SHRINKING_PROFILE)


def pytest_configure(config: pytest.Config) -> None:
    """Add the fixture."""
    config.pluginmanager.register(EmptyCache())
