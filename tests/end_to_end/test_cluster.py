"""The installed command with a node of a real Redis Cluster that dies."""

import pytest

from fizzbuzz.redis_cache import RedisCache, connect
from tests.end_to_end.conftest import Starter, ask
from tests.redis_cluster import Cluster

pytestmark = pytest.mark.server("own")


def test_a_node_of_a_cluster_that_dies_during_requests_costs_one_warning(cluster: Cluster, start: Starter) -> None:
    """Answers come from the cluster while it runs; after a node dies, every line is answered, with one warning."""
    master, _ = cluster.owners("{2}")  # the tag of the key
    with connect(cluster.url) as client:
        RedisCache(client).put(2, "Buzz")
    process = start("--redis", cluster.url)
    assert ask(process, "2") == "Buzz"

    master.server.kill()
    answers, errors = process.communicate("2\n" * 1_000)

    assert answers == "2\n" * 1_000
    assert errors.startswith("fizzbuzz: the cache is unavailable; continuing without it: ")
    assert errors.count("\n") == 1
    assert process.returncode == 0
