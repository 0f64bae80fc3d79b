"""How ClusterClient finds nodes, with scripted replies."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from pytest_mock import MockerFixture
from redis import exceptions

from fizzbuzz.redis_cluster import ClusterClient
from tests.unit.redis_cluster.conftest import COMMANDS


def test_it_connects_once_when_it_is_first_used(cluster: Mock, send: Mock, mocker: MockerFixture) -> None:
    """Not before, because that fails while no node answers."""
    connect = mocker.Mock(return_value=cluster)
    client = ClusterClient(connect)
    connect.assert_not_called()

    client.send(COMMANDS)
    client.send(COMMANDS)

    connect.assert_called_once_with()
    send.assert_called_with("127.0.0.1:7001", COMMANDS)


def no_node(cause: Exception) -> exceptions.RedisClusterException:
    """Return the error that redis-py raises if it can't use any node."""
    error = exceptions.RedisClusterException("Redis Cluster cannot be connected.")
    error.__cause__ = cause
    return error


def no_cluster(reply: Exception) -> exceptions.RedisClusterException:
    """Return the error that redis-py raises if a server isn't part of a cluster: it keeps the reply only as context."""
    error = exceptions.RedisClusterException("Cluster mode is not enabled on this node")
    error.__context__ = reply
    return no_node(error)


@pytest.mark.parametrize("wrap", [no_node, no_cluster])
def test_an_error_of_a_node_is_not_hidden(
    wrap: Callable[[Exception], Exception], cluster: Mock, send: Mock, mocker: MockerFixture
) -> None:
    """What the node said is raised, and the next command connects again."""
    reason = exceptions.AuthenticationError("wrong password")
    client = ClusterClient(mocker.Mock(side_effect=[wrap(reason), cluster]))
    with pytest.raises(exceptions.AuthenticationError) as caught:
        client.send(COMMANDS)

    client.send(COMMANDS)

    assert caught.value is reason
    send.assert_called_once()


@pytest.mark.usefixtures("send")
def test_slots_without_a_node_are_an_error_of_their_own(cluster: Mock, client: ClusterClient) -> None:
    """There's no reason behind it that could be raised instead; the next command looks whether a node has them now."""
    node = cluster.get_node_from_key.return_value
    cluster.get_node_from_key.side_effect = [exceptions.SlotNotCoveredError("slot 1584"), node]
    with pytest.raises(exceptions.SlotNotCoveredError, match="slot 1584"):
        client.send(COMMANDS)
    cluster.nodes_manager.initialize.assert_not_called()

    client.send(COMMANDS)

    cluster.nodes_manager.initialize.assert_called_once_with()


@pytest.mark.parametrize("error", [exceptions.ConnectionError, exceptions.TimeoutError, exceptions.InvalidResponse])
def test_slots_are_looked_up_again_after_a_node_has_failed(
    error: type[Exception], cluster: Mock, client: ClusterClient, send: Mock
) -> None:
    """Only with the next command, so that the one that failed waits no longer, and only once."""
    send.side_effect = [error, ["OK"], ["OK"]]
    with pytest.raises(error):
        client.send(COMMANDS)
    cluster.nodes_manager.initialize.assert_not_called()
    cluster.nodes_manager.move_node_to_end_of_cached_nodes.assert_called_once_with("127.0.0.1:7001")

    client.send(COMMANDS)
    client.send(COMMANDS)

    cluster.nodes_manager.initialize.assert_called_once_with()


def test_each_look_up_waits_for_one_node(cluster: Mock, client: ClusterClient, send: Mock) -> None:
    """If that node doesn't answer, the next look-up asks another one; redis-py would wait for all of them."""
    manager = cluster.nodes_manager
    asked = []

    def initialize() -> None:
        asked.append(list(manager.startup_nodes))
        raise no_node(exceptions.TimeoutError("slow"))

    def move_to_end(name: str) -> None:
        manager.startup_nodes[name] = manager.startup_nodes.pop(name)

    manager.initialize.side_effect = initialize
    manager.move_node_to_end_of_cached_nodes.side_effect = move_to_end
    send.side_effect = exceptions.ConnectionError

    with pytest.raises(exceptions.ConnectionError):
        client.send(COMMANDS)
    for _ in range(3):
        with pytest.raises(exceptions.TimeoutError, match="slow"):
            client.send(COMMANDS)

    assert asked == [["127.0.0.1:7002"], ["127.0.0.1:7001"], ["127.0.0.1:7002"]]


def test_a_look_up_also_asks_the_node_of_the_url(cluster: Mock, client: ClusterClient, send: Mock) -> None:
    """If all others have gone, that's the only one that's left, though no node mentioned it lately."""
    manager = cluster.nodes_manager
    asked = []
    manager.initialize.side_effect = lambda: asked.extend(manager.startup_nodes)
    send.side_effect = [exceptions.ConnectionError, ["OK"]]

    with pytest.raises(exceptions.ConnectionError):
        client.send(COMMANDS)
    manager.startup_nodes.clear()
    client.send(COMMANDS)

    assert asked == ["127.0.0.1:7001"]


def test_an_error_reply_to_a_lookup_is_raised(client: ClusterClient, send: Mock) -> None:
    """Unlike a miss."""
    send.return_value = [exceptions.ClusterDownError("down")]

    with pytest.raises(exceptions.ClusterDownError, match="down"):
        client.mget(["{3}:3"])


def test_it_closes_its_connections(cluster: Mock, send: Mock) -> None:
    """At the end of a `with` statement; if it never connected, there's nothing to close."""
    with ClusterClient(lambda: cluster):
        pass
    cluster.close.assert_not_called()

    with ClusterClient(lambda: cluster) as client:
        client.send(COMMANDS)

    assert send.call_count == 1
    cluster.close.assert_called_once_with()
