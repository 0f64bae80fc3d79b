"""How ClusterClient follows keys from node to node, with scripted replies."""

from unittest.mock import Mock

import pytest
from redis import exceptions

from fizzbuzz.redis_cluster import ClusterClient
from tests.unit.redis_cluster.conftest import COMMANDS


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


def test_every_key_that_is_on_its_way_is_asked_for(client: ClusterClient, send: Mock) -> None:
    """ASKING counts only for the next command, so it's sent before each of them."""
    asking = exceptions.AskError("1584 127.0.0.1:7002")
    send.side_effect = [[asking, asking], ["OK", "3 is there", "OK", "19 is there"]]

    replies = client.send(COMMANDS)

    assert replies == ["3 is there", "19 is there"]
    send.assert_called_with("127.0.0.1:7002", [("ASKING",), COMMANDS[0], ("ASKING",), COMMANDS[1]])


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


def test_an_error_reply_to_one_of_several_lookups_is_raised(client: ClusterClient, send: Mock) -> None:
    """It isn't taken for a value, whichever key it's for."""
    send.side_effect = [[exceptions.TryAgainError("moving")], [["Fizz"], exceptions.ClusterDownError("down")]]

    with pytest.raises(exceptions.ClusterDownError, match="down"):
        client.mget(["{3}:3", "{3}:19"])
