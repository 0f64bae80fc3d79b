"""The same suite for a cache in a real Redis Cluster, in a file of its own because a cluster takes seconds to start."""

from collections.abc import Iterator

import pytest

from fizzbuzz.redis_cache import RedisCache, connect
from tests.contract.test_cache_contract import *  # noqa: F403 - its tests run again, with the fixture below
from tests.redis_cluster import Cluster

pytestmark = pytest.mark.server("own")


@pytest.fixture  # type: ignore[no-redef] # that is the point
def cache(cluster: Cluster) -> Iterator[RedisCache]:
    """Yield an empty cache in the cluster."""
    with connect(cluster.url) as client:
        yield RedisCache(client)
