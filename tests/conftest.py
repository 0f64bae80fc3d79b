"""Settings and fixtures that the folders share, and the rule for machines without a Redis server."""

import os
import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest
import redis
from hypothesis import HealthCheck, settings

from tests.clock import ManualClock
from tests.redis_cluster import Cluster, running_cluster
from tests.redis_server import RedisServer, find_executable, shared_server, start_server

# One profile for all property tests: no outcome depends on the speed of the machine, and one bug at a time is reported.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False
)
# For a run that has time: many more examples, and different ones each time.
settings.register_profile("thorough", settings.get_profile("steady"), max_examples=5_000, derandomize=False)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def plain_environment() -> Iterator[None]:
    """Set the variables that the command, argparse and Python read to what a usual shell has."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("COLUMNS", "80")
        for variable in ("FIZZBUZZ_REDIS_URL", "FORCE_COLOR", "PYTHON_COLORS", "PYTHONUNBUFFERED"):
            monkeypatch.delenv(variable, raising=False)
        sys.set_int_max_str_digits(sys.int_info.default_max_str_digits)
        yield


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock that moves only when a test advances it."""
    return ManualClock()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the URL of a server that all tests share."""
    with shared_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """Yield a server that belongs to this test alone, which may kill, pause or misconfigure it."""
    server = start_server(tmp_path_factory.mktemp("redis"))
    yield server
    server.kill()


@pytest.fixture(scope="session")
def shared_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a cluster that all tests share."""
    with running_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def cluster(shared_cluster: Cluster) -> Iterator[Cluster]:
    """Yield a cluster without any data; nodes that the test has killed are started again."""
    shared_cluster.flush()
    yield shared_cluster
    shared_cluster.start()


@pytest.fixture
def redis_client(redis_url: str) -> Iterator[redis.Redis]:
    """Yield a client of the shared server."""
    with redis.Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
def key_prefix(redis_client: redis.Redis) -> Iterator[str]:
    """Yield a key prefix on the shared server that only this test uses, and delete its keys afterwards."""
    prefix = f"test:{uuid4()}:"
    yield prefix
    redis_client.delete(prefix, *redis_client.scan_iter(f"{prefix}*", count=10_000))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests that need a server if there is none."""
    if find_executable():
        return
    deselected = [item for item in items if _needs_server(item)]
    items[:] = [item for item in items if item not in deselected]
    config.hook.pytest_deselected(items=deselected)
    config.stash[_deselected] = [item.nodeid for item in deselected]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List the tests that were deselected because there is no server."""
    names = config.stash.get(_deselected, [])
    if names:
        terminalreporter.section("no Redis server found: these tests are deselected")
        terminalreporter.write_line("\n".join(names))


_deselected = pytest.StashKey[list[str]]()


def _needs_server(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("server")
    needs_own = marker and ("own" in marker.args or "own_server" in getattr(item, "fixturenames", ()))
    return marker is not None and (bool(needs_own) or "REDIS_URL" not in os.environ)
