"""A real Redis Cluster, for the tests that need one: three masters, each with a replica."""

import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, permutations, repeat, starmap
from pathlib import Path
from time import monotonic
from typing import Any

import redis
from redis.crc import key_slot

from tests.redis_server import claim_free_port, new_server

MASTERS = 3
SLOTS = 16_384
HASTY, PATIENT = 1_000, 600_000  # milliseconds after which a node takes another one for dead


class ClusterNode:
    """A server that can join a cluster, and a client of it for what tests do to the server."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self.server = new_server(directory)
        self.client = redis.Redis.from_url(self.server.url, decode_responses=True)
        bus = claim_free_port()  # for what the nodes tell each other
        weakref.finalize(self, bus.close)
        self.bus_port: int = bus.getsockname()[1]

    def start(self) -> None:
        """Start the server; if it was in a cluster, it joins that again."""
        options = {
            "--cluster-enabled": "yes",
            "--cluster-port": f"{self.bus_port}",
            "--cluster-node-timeout": f"{HASTY}",
            "--repl-diskless-sync-delay": "0",
        }
        self.server.start(*chain.from_iterable(options.items()))

    def cluster(self, command: str, *arguments: object) -> Any:  # noqa: ANN401 - each command has its own reply
        """Run one of the commands that begin with CLUSTER, and return the reply."""
        return self.client.execute_command(f"CLUSTER {command}", *arguments)

    def meet(self, other: "ClusterNode") -> None:
        """Return when this node knows the other one; a handshake is lost if one is too busy to answer in time."""
        identity = other.cluster("MYID")
        again_at = 0.0
        while not self.knows(identity):
            if monotonic() >= again_at:
                self.cluster("MEET", "127.0.0.1", other.server.port, other.bus_port)
                again_at = monotonic() + HASTY / 1_000

    def knows(self, identity: str) -> bool:
        """Return whether this node has met the one with this identity."""
        return any(node["node_id"] == identity for node in self.cluster("NODES").values())

    def ports(self) -> dict[int, list[int]]:
        """Return the ports of the master and its replicas for the first slot of each range, as this node knows them."""
        return {first: [node[1] for node in nodes] for first, _, *nodes in self.cluster("SLOTS")}

    def has_for_master(self, other: "ClusterNode") -> bool:
        """Return whether the other node is a master, as far as this one knows."""
        return other.server.port in (master for master, *_ in self.ports().values())

    def is_ready(self) -> bool:
        """Return whether this node knows all masters and replicas, accepts commands, and has the data of its master."""
        return (
            [len(ports) for ports in {ports[0]: ports for ports in self.ports().values()}.values()] == [2] * MASTERS
            and self.cluster("INFO")["cluster_state"] == "ok"
            and self.client.info("replication").get("master_link_status", "up") == "up"
        )


class Cluster:
    """The nodes of a cluster, which tests can kill, start again and reconfigure."""

    def __init__(self, directory: Path) -> None:
        self.nodes = [ClusterNode(directory / f"{number}") for number in range(2 * MASTERS)]
        self.url = self.nodes[0].server.url.replace("redis://", "redis+cluster://").replace("/0?", "?")

    def create(self) -> None:
        """Make a cluster of the nodes, which have started: a third of the slots for each master."""
        masters, replicas = self.nodes[:MASTERS], self.nodes[MASTERS:]
        for number, master in enumerate(masters):
            begin, end = (SLOTS * each // MASTERS for each in (number, number + 1))
            master.cluster("ADDSLOTSRANGE", begin, end - 1)
            master.cluster("SET-CONFIG-EPOCH", number + 1)
        for node, other in permutations(self.nodes, 2):  # one may know another that doesn't know it
            node.meet(other)
        for master, replica in zip(masters, replicas, strict=True):
            replica.cluster("REPLICATE", master.cluster("MYID"))

    def start(self) -> None:
        """Start the nodes that don't run, and return when all are ready."""
        stopped = [node for node in self.nodes if not node.server.is_running()]
        for node in stopped:
            node.start()
        if stopped:
            self.settle(stopped)

    def kill(self) -> None:
        """Kill all nodes."""
        for node in self.nodes:
            node.server.kill()

    def settle(self, started: list[ClusterNode]) -> None:
        """Return when all nodes are ready; then none takes another one for dead, however busy the machine is."""
        for node in started:
            node.server.wait("Cluster state changed: ok")  # for two seconds, without asking all the time
        for milliseconds in (HASTY, PATIENT):  # the nodes also find each other faster with a short timeout
            for node in self.nodes:
                node.client.config_set("cluster-node-timeout", milliseconds)
            for node in self.nodes:
                wait_until(node.is_ready)

    def replace(self, dead: ClusterNode, replica: ClusterNode) -> None:
        """Let a replica take over from its master, which is dead, and return when all other nodes know."""
        replica.cluster("FAILOVER", "TAKEOVER")
        for node in self.nodes:
            if node is not dead:
                wait_until(partial(node.has_for_master, replica))

    def flush(self) -> None:
        """Delete all keys."""
        for node in self.nodes:
            if node.client.info("replication")["role"] == "master":
                node.client.flushall()

    def owners(self, name: str) -> list[ClusterNode]:
        """Return the master and the replica that have the slot of a key."""
        by_port = {node.server.port: node for node in self.nodes}
        ports = self.nodes[0].ports()
        return [by_port[port] for port in ports[max(first for first in ports if first <= key_slot(name.encode()))]]


@contextmanager
def running_cluster(directory: Path) -> Iterator[Cluster]:
    """Yield a new cluster that is ready, and kill it afterwards."""
    cluster = Cluster(directory)
    with ExitStack() as started:
        for node in cluster.nodes:
            node.start()
            started.callback(node.server.kill)
            started.enter_context(node.client)
        cluster.create()
        cluster.settle(cluster.nodes)
        yield cluster


def wait_until(condition: Callable[[], bool]) -> None:
    """Call a function until it returns True."""
    next(filter(None, starmap(condition, repeat(()))))
