"""How pytest is set up for runs, in a process of their own or in a browser."""

import pytest

from workshop.engine.worker.hypothesis_setup import is_imported, register_profiles
from workshop.engine.worker_settings import WorkerSettings


def pytest_arguments(settings: WorkerSettings) -> list[str]:
    """Return the command line of pytest for runs with these settings; the tests are collected later."""
    return [
        f"--rootdir={settings.root}",
        f"--confcutdir={settings.root}",
        f"-c{settings.settings}",
        "--import-mode=importlib",
        "--continue-on-collection-errors",
        "--no-header",
        "--tb=no",
        "--capture=no",
        *(f"--ignore={path}" for path in settings.ignored),
        *("-phypothesispytest", "-ppytest_mock", "-pno:cacheprovider", "-pno:faulthandler"),
        *("-ostrict_config=false", "-Wignore::pytest.PytestConfigWarning"),  # settings of what isn't loaded
    ]


def prepare(session: pytest.Session) -> None:
    """Keep what only shows something out of the runs, let a conftest.py name plugins, and register the profiles."""
    plugins = session.config.pluginmanager
    for unused in ("terminalreporter", "setuponly", "setupplan"):  # the last two only show fixtures, but take time
        plugins.unregister(name=unused)
    plugins._using_pyargs = True  # noqa: SLF001 - or pytest, which is configured by then, refuses `pytest_plugins` there
    plugins.register(EmptyCache())
    if is_imported():
        register_profiles()


class EmptyCache:
    """The plugin with pytest's fixture `cache`, whose own plugin would write into each run which tests have failed."""

    def __init__(self) -> None:
        self._cache: pytest.Cache | None = None

    @pytest.fixture
    def cache(self, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> pytest.Cache:
        """Return the cache of the run, in one of its folders, which is empty at first."""
        self._cache = self._cache or pytest.Cache(tmp_path_factory.mktemp("cache"), request.config, _ispytest=True)
        return self._cache
