"""Sends batches to a Redis Cluster, in which every key belongs to one of 16,384 slots, and every slot to a node.

redis-py's own pipeline for clusters isn't used: if a node dies, it repeats every command of the batch by itself.
"""

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

import redis
from redis import exceptions
from redis.cluster import ClusterNode, RedisCluster

Command = Sequence[str | int]

_REDIRECTIONS = 5  # more in a row mean that the nodes don't agree at the moment


class ClusterClient:
    """A client of a cluster for commands whose keys share a slot, as keys do that have the same hash tag in braces.

    `connect` makes the `RedisCluster` when it's first needed, and not earlier, because that fails if no node answers.
    After a node has failed, the nodes and their slots are looked up again before the next command.
    """

    def __init__(self, connect: Callable[[], RedisCluster]) -> None:
        self._connect = connect
        self._cluster: RedisCluster | None = None
        self._is_outdated = False

    def __enter__(self) -> Self:
        """Return the client itself, to be closed at the end of a `with` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections to all nodes."""
        if self._cluster:
            self._cluster.close()

    def mget(self, names: Sequence[str]) -> list[Any]:
        """Return the values of keys that share a slot, with None for a miss; raises what redis-py raises."""
        replies = self.send([("MGET", *names)])
        if isinstance(replies[0], exceptions.TryAgainError):  # the slot is on its way: each node has some of the keys
            replies = self.send([("MGET", name) for name in names])
        values: list[Any] = []
        for reply in replies:
            if isinstance(reply, Exception):
                raise reply
            values.extend(reply)
        return values

    def send(self, commands: Sequence[Command]) -> list[Any]:
        """Return the replies to commands whose keys share a slot, errors included, after one round trip.

        It follows redirections to other nodes, for which commands are repeated.
        """
        cluster = self._connected()
        try:
            for _ in range(_REDIRECTIONS):
                node = cluster.get_node_from_key(commands[0][1])
                replies = send_pipeline(cluster.get_redis_connection(node), commands)
                moved = next((reply for reply in replies if isinstance(reply, exceptions.MovedError)), None)
                if moved is None:
                    return _ask(cluster, commands, replies)
                cluster.nodes_manager.move_slot(moved)
        except (exceptions.ConnectionError, exceptions.TimeoutError, exceptions.InvalidResponse):
            cluster.nodes_manager.move_node_to_end_of_cached_nodes(node.name)
            self._is_outdated = True
            raise
        except exceptions.SlotNotCoveredError:
            self._is_outdated = True
            raise
        raise exceptions.ClusterError("the nodes of the cluster don't agree on who has a slot")

    def _connected(self) -> RedisCluster:
        try:
            if self._cluster is None:
                self._cluster = self._connect()  # without a lock: two threads that do this at once do no harm
            elif self._is_outdated:
                _look_up_slots(self._cluster)
                self._is_outdated = False
        except exceptions.RedisClusterException as error:
            raise _reason(error) from None
        return self._cluster


def _look_up_slots(cluster: RedisCluster) -> None:
    """Ask one node which node has which slots, or the next one if it fails and this is called again.

    By itself, redis-py asks all nodes in turn, and waits for each one that doesn't answer.
    """
    manager = cluster.nodes_manager
    known = manager.startup_nodes | {node.name: node for node in cluster.startup_nodes}
    name = next(iter(known))
    manager.startup_nodes = {name: known[name]}
    try:
        manager.initialize()
    except exceptions.RedisClusterException:
        manager.startup_nodes = known
        manager.move_node_to_end_of_cached_nodes(name)
        raise


def send_pipeline(client: redis.Redis, commands: Sequence[Command]) -> list[Any]:
    """Return the replies of a server to commands, errors included, after one round trip."""
    with client.pipeline(transaction=False) as pipeline:
        for command in commands:
            # pipeline.set takes 1.5 times as long, because it handles options that aren't used here
            pipeline.execute_command(*command)
        return pipeline.execute(raise_on_error=False)


def _ask(cluster: RedisCluster, commands: Sequence[Command], replies: list[Any]) -> list[Any]:
    """Return the replies, with those that say "ask another node" replaced by that node's."""
    asked = [index for index, reply in enumerate(replies) if isinstance(reply, exceptions.AskError)]
    if asked:
        host, port = replies[asked[0]].node_addr
        node = cluster.get_node(host, port) or ClusterNode(host, port)  # redis-py knows no node without slots
        asking = [command for index in asked for command in (("ASKING",), commands[index])]
        others = send_pipeline(cluster.get_redis_connection(node), asking)[1::2]
        for index, reply in zip(asked, others, strict=True):
            replies[index] = reply
    return replies


def _reason(error: BaseException) -> BaseException:
    """Return what a node said that redis-py hides behind an error of its own: that it refuses the login, say."""
    while isinstance(error, exceptions.RedisClusterException) and (error.__cause__ or error.__context__):
        error = error.__cause__ or error.__context__ or error
    return error
