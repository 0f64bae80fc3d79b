"""The installed command with a real Redis server or cluster node that dies."""

import pytest
import redis

from tests.end_to_end.conftest import Starter, ask
from tests.redis_cluster import Cluster
from tests.redis_server import RedisServer

pytestmark = pytest.mark.server


def test_a_server_that_dies_during_requests_costs_one_warning(
    own_server: RedisServer, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers come from the server while it runs; after it dies, every line is answered and one warning is printed."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", own_server.url)
    with redis.Redis.from_url(own_server.url) as client:
        client.set("fizzbuzz:2", "Buzz")
    process = start()
    assert ask(process, "2") == "Buzz"

    own_server.kill()
    answers, errors = process.communicate("2\n" * 1_000)

    assert answers == "2\n" * 1_000
    assert errors.startswith("fizzbuzz: the cache is unavailable; continuing without it: ")
    assert errors.count("\n") == 1
    assert process.returncode == 0


@pytest.mark.server("own")
def test_a_node_of_a_cluster_that_dies_during_requests_costs_one_warning(cluster: Cluster, start: Starter) -> None:
    """Answers come from the cluster while it runs; after a node dies, every line is answered, with one warning."""
    master, _ = cluster.owners("fizzbuzz:{2}:2")
    master.client.set("fizzbuzz:{2}:2", "Buzz")
    process = start("--redis", cluster.url)
    assert ask(process, "2") == "Buzz"

    master.server.kill()
    answers, errors = process.communicate("2\n" * 1_000)

    assert answers == "2\n" * 1_000
    assert errors.startswith("fizzbuzz: the cache is unavailable; continuing without it: ")
    assert errors.count("\n") == 1
    assert process.returncode == 0
