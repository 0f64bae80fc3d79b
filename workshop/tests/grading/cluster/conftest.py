"""A real cluster in the process of the tests, whose sessions are fakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from tests.grading.fakes import FakeSessions
from tests.local_cluster import local_cluster
from workshop.grading import warm_judge
from workshop.grading.cluster.connection import connect
from workshop.grading.cluster.workers import Workers


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSessions]:
    """Replace sessions by fakes, and yield the record of them; what's endless ends at the end of the test."""
    fakes = FakeSessions()
    monkeypatch.setattr(warm_judge, "Session", fakes)
    yield fakes
    for session in fakes.sessions:
        session.cancel()


@pytest.fixture
def cluster(sessions: FakeSessions, tmp_path: Path) -> Iterator[LocalCluster]:  # noqa: ARG001 - it must start no real one
    """Yield a scheduler with a worker that has two threads."""
    with local_cluster(tmp_path / "workers") as cluster:
        yield cluster


@pytest.fixture
def client(cluster: LocalCluster) -> Iterator[Client]:
    """Yield a connection to the scheduler."""
    with connect(cluster.scheduler_address) as client:
        yield client


@pytest.fixture
def said() -> list[str]:
    """Return what the user is told about the workers."""
    return []


@pytest.fixture
def workers(client: Client, cluster: LocalCluster, said: list[str]) -> Workers:
    """Return the workers of the cluster."""
    return Workers(client, cluster.scheduler_address, said.append, require_sandbox=False)
