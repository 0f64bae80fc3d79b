"""Fixtures of the tests that need a Redis, and the rule for machines without a server."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
import redis

from tests.redis_cluster import Cluster, running_cluster
from tests.redis_server import RedisServer, find_executable, shared_server, start_server


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker of the tests that need a server."""
    config.addinivalue_line(
        "markers",
        'server: needs a real Redis server ("own": one that it starts itself); deselected and listed if there is none',
    )


@pytest.fixture(scope="session", autouse=True)
def no_redis_in_the_environment() -> Iterator[None]:
    """Hide the Redis that the user's own commands use."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.delenv("FIZZBUZZ_REDIS_URL", raising=False)
        yield


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
