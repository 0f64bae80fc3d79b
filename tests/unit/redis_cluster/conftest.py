"""Fixtures for the tests of ClusterClient."""

from unittest.mock import Mock

import pytest
from pytest_mock import MockerFixture
from redis.cluster import ClusterNode, NodesManager, RedisCluster

from fizzbuzz import redis_cluster
from fizzbuzz.redis_cluster import ClusterClient

COMMANDS = [("SET", "{3}:3", "Fizz"), ("SET", "{3}:19", "19")]


@pytest.fixture
def cluster(mocker: MockerFixture) -> Mock:
    """Return a mock of redis-py's client, which knows two nodes; the first one has all slots."""
    first, second = (ClusterNode("127.0.0.1", port) for port in (7001, 7002))
    cluster: Mock = mocker.Mock(spec=RedisCluster)
    cluster.startup_nodes = [first]
    cluster.nodes_manager = mocker.Mock(spec=NodesManager)
    cluster.nodes_manager.startup_nodes = {first.name: first, second.name: second}
    cluster.get_node_from_key.return_value = first
    cluster.get_node.return_value = second
    cluster.get_redis_connection.side_effect = lambda node: node.name
    return cluster


@pytest.fixture
def client(cluster: Mock) -> ClusterClient:
    """Return the client under test."""
    return ClusterClient(lambda: cluster)


@pytest.fixture
def send(mocker: MockerFixture) -> Mock:
    """Return what replaces the round trip to a node; tests set the replies."""
    return mocker.patch.object(redis_cluster, "send_pipeline", autospec=True)
