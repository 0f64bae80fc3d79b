"""How pytest is set up for runs, in a process of their own or in a browser."""

import pytest

from workshop.engine.worker.run_setup import register_profiles
from workshop.engine.worker_settings import WorkerSettings


def pytest_arguments(settings: WorkerSettings) -> list[str]:
    """Return the command line of pytest for runs with these settings; the tests are collected later."""
    return [
        f"--rootdir={settings.root}",
        f"--confcutdir={settings.root}",
        f"-c{settings.settings}",
        "--import-mode=importlib",
        "--continue-on-collection-errors",
        "--tb=no",
        "--capture=no",
        *(f"--ignore={path}" for path in settings.ignored),
        *("-phypothesispytest", "-ppytest_mock", "-pno:cacheprovider", "-pno:faulthandler"),
        *("-ostrict_config=false", "-Wignore::pytest.PytestConfigWarning"),  # settings of what isn't loaded
    ]


def prepare(session: pytest.Session) -> None:
    """Keep the terminal out of the runs, and load the settings of Hypothesis."""
    session.config.pluginmanager.unregister(name="terminalreporter")
    register_profiles()
