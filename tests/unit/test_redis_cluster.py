"""How ClusterClient finds nodes and follows their redirections, with scripted replies."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from pytest_mock import MockerFixture
from redis import exceptions
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


def test_slots_without_a_node_are_an_error_of_their_own(cluster: Mock, client: ClusterClient) -> None:
    """There's no reason behind it that could be raised instead."""
    cluster.get_node_from_key.side_effect = exceptions.SlotNotCoveredError("slot 1584")

    with pytest.raises(exceptions.SlotNotCoveredError, match="slot 1584"):
        client.send(COMMANDS)


@pytest.mark.parametrize("error", [exceptions.ConnectionError, exceptions.TimeoutError])
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


def test_a_slot_that_has_moved_is_followed(cluster: Mock, client: ClusterClient, send: Mock) -> None:
    """The client learns the new node, and sends the commands again."""
    moved = exceptions.MovedError("1584 127.0.0.1:7002")
    send.side_effect = [["OK", moved], ["OK", "OK"]]

    replies = client.send(COMMANDS)

    assert replies == ["OK", "OK"]
    cluster.nodes_manager.move_slot.assert_called_once_with(moved)


def test_nodes_that_do_not_agree_are_an_error(client: ClusterClient, send: Mock) -> None:
    """A slot that moves on and on isn't followed forever."""
    send.return_value = [exceptions.MovedError("1584 127.0.0.1:7002")]

    with pytest.raises(exceptions.ClusterError, match="don't agree"):
        client.send(COMMANDS)

    assert send.call_count == 5


def test_a_key_that_is_on_its_way_is_asked_for(client: ClusterClient, send: Mock) -> None:
    """Only the commands that the first node redirects are sent to the other one, in one round trip, after ASKING."""
    send.side_effect = [["OK", exceptions.AskError("1584 127.0.0.1:7002")], ["OK", "stored there"]]

    replies = client.send(COMMANDS)

    assert replies == ["OK", "stored there"]
    send.assert_called_with("127.0.0.1:7002", [("ASKING",), COMMANDS[1]])


def test_a_key_on_its_way_to_a_new_node_is_asked_for(cluster: Mock, client: ClusterClient, send: Mock) -> None:
    """A node that has no slots yet isn't known to redis-py, which would crash."""
    cluster.get_node.return_value = None
    send.side_effect = [[exceptions.AskError("1584 127.0.0.1:7003")], ["OK", "stored there"]]

    replies = client.send(COMMANDS[:1])

    assert replies == ["stored there"]
    send.assert_called_with("127.0.0.1:7003", [("ASKING",), COMMANDS[0]])


def test_keys_on_two_nodes_are_read_one_by_one(client: ClusterClient, send: Mock) -> None:
    """While a slot moves, no node has all keys of an MGET; in one more round trip, each key is asked for by itself."""
    send.side_effect = [[exceptions.TryAgainError("moving")], [["Fizz"], [None]]]

    values = client.mget(["{3}:3", "{3}:19"])

    assert values == ["Fizz", None]
    send.assert_called_with("127.0.0.1:7001", [("MGET", "{3}:3"), ("MGET", "{3}:19")])


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
