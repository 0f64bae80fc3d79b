"""A real cluster in the process of the tests, whose sessions are fakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from tests.grading.fakes import TIMEOUT, FakeSessions
from tests.local_cluster import local_cluster
from workshop.grading import warm_judge
from workshop.grading.cluster import coordinator
from workshop.grading.cluster.connection import connect
from workshop.grading.cluster.coordinator import ClusterGrader
from workshop.grading.cluster.workers import Workers
from workshop.grading.grade import Grade
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSessions]:
    """Replace sessions by fakes, and yield the record of them; what's endless ends at the end of the test."""
    fakes = FakeSessions()
    monkeypatch.setattr(warm_judge, "Session", fakes)
    yield fakes
    fakes.cancel()


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
    """Return the sentences about the workers that a user sees."""
    return []


@pytest.fixture
def workers(client: Client, cluster: LocalCluster, said: list[str]) -> Workers:
    """Return the workers of the cluster."""
    return Workers(client, cluster.scheduler_address, said.append, require_sandbox=False)


@pytest.fixture
def grader(
    client: Client, workers: Workers, kit: Kit, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> ClusterGrader:
    """Return a grader that uses the cluster, and looks for new and lost workers all the time."""
    monkeypatch.setattr(coordinator, "LOOKING", 0)
    monkeypatch.setattr(coordinator, "POLLING", 0.01)
    return ClusterGrader(client, workers, kit, journal, limit=TIMEOUT)


def names(grades: list[Grade]) -> list[str]:
    """Return the learners whose grades these are, sorted."""
    return sorted(grade.submission.learner for grade in grades)
