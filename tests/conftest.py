"""What several rooms share: a real Redis, and the rule for machines that have none."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
import redis
from hypothesis import settings

from fizzbuzz.redis_cache import connect
from tests.clock import ManualClock
from tests.redis_server import RedisServer, find_executable

# For a run that has time: far more examples, and others in each run.
settings.register_profile("thorough", settings.get_profile("default"), max_examples=5_000, deadline=None)


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock that moves only when a test moves it."""
    return ManualClock()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a server that all tests share: REDIS_URL if it is set, else one that we start."""
    if "REDIS_URL" in os.environ:
        yield os.environ["REDIS_URL"]
        return
    server = _started_server(tmp_path_factory)
    yield server.url
    server.kill()


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """Yield a server of the test's own, which it may treat as it likes."""
    server = _started_server(tmp_path_factory)
    yield server
    server.kill()


def _started_server(tmp_path_factory: pytest.TempPathFactory) -> RedisServer:
    executable = find_executable()
    assert executable, "no server is at hand: the test should have been deselected"
    server = RedisServer(executable, tmp_path_factory.mktemp("redis"))
    server.start()
    return server


@pytest.fixture
def redis_client(redis_url: str) -> Iterator[redis.Redis]:
    """Yield a client of the shared server."""
    with connect(redis_url) as client:
        yield client


@pytest.fixture
def key_prefix(redis_client: redis.Redis) -> Iterator[str]:
    """Yield a prefix for keys on the shared server that no other test has, and remove those keys afterwards."""
    prefix = f"test:{uuid4()}:"
    yield prefix
    redis_client.delete(prefix, *redis_client.scan_iter(f"{prefix}*", count=10_000))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests that need a server where none can be had."""
    if find_executable():
        return
    missing = [item for item in items if _needs_server(item)]
    items[:] = [item for item in items if item not in missing]
    config.hook.pytest_deselected(items=missing)
    config.stash[_without_server] = [item.nodeid for item in missing]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the tests that were deselected for want of a server."""
    names = config.stash.get(_without_server, [])
    if names:
        terminalreporter.section("no Redis server can be had here: these tests are deselected")
        terminalreporter.write_line("\n".join(names))


_without_server = pytest.StashKey[list[str]]()


def _needs_server(item: pytest.Item) -> bool:
    needs_own = "own_server" in getattr(item, "fixturenames", ())
    return item.get_closest_marker("server") is not None and (needs_own or "REDIS_URL" not in os.environ)
