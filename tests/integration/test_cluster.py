"""A real cluster that loses a node, or moves data from one node to another, while requests are made."""

import logging
from collections.abc import Iterator

import pytest
from redis.cluster import RedisCluster
from redis.crc import key_slot

from fizzbuzz import FailSafeCache, FizzBuzzHandler, fizzbuzz
from fizzbuzz.redis_cache import RedisCache, connect
from tests.clock import ManualClock
from tests.redis_cluster import Cluster

pytestmark = pytest.mark.server("own")

RETRY_AFTER = 5.0
PREFIX = "test:"
NAME = f"{PREFIX}{{3}}:3"  # the key of 3, in the same slot as those of 19, 35 and every 16th number
SLOT = key_slot(NAME.encode())


@pytest.fixture
def cache(cluster: Cluster, clock: ManualClock, caplog: pytest.LogCaptureFixture) -> Iterator[FailSafeCache]:
    """Yield a cache in the cluster that logs outages and recoveries."""
    caplog.set_level(logging.INFO, logger="fizzbuzz.failsafe")
    with connect(cluster.url) as client:
        yield FailSafeCache(RedisCache(client, prefix=PREFIX), retry_after=RETRY_AFTER, clock=clock)


def test_a_replica_takes_over_from_a_master_that_dies(
    cluster: Cluster, cache: FailSafeCache, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Every answer is right; one warning and one recovery are logged, and the replica has what the master stored."""
    handler = FizzBuzzHandler(cache)
    assert_right_answers(handler, range(100))
    master, replica = cluster.owners(NAME)
    master.client.wait(num_replicas=1, timeout=0)

    master.server.kill()
    for _ in range(2):  # the outage is discovered, and then a probe fails
        assert_right_answers(handler, range(200))
        clock.advance(RETRY_AFTER)
    cluster.replace(master, replica)
    taken_over = cache.get_many(range(100))
    assert_right_answers(handler, range(200))
    stored = cache.get_many(range(200))

    assert taken_over == {number: fizzbuzz(number) for number in range(100)}
    assert stored == {number: fizzbuzz(number) for number in range(200)}
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert "refused" in caplog.messages[0]


def test_a_slot_moves_to_another_node(cluster: Cluster, cache: FailSafeCache, caplog: pytest.LogCaptureFixture) -> None:
    """Every answer is right and stored, before, during and after the move, and nothing is logged."""
    handler = FizzBuzzHandler(cache)
    source, _ = cluster.owners(NAME)
    target = next(owner for owner, _ in map(cluster.owners, ("{0}", "{1}", "{2}")) if owner is not source)
    before, during, after = range(100), range(200), range(300)
    assert_right_answers(handler, before)

    target.cluster("SETSLOT", SLOT, "IMPORTING", source.cluster("MYID"))
    source.cluster("SETSLOT", SLOT, "MIGRATING", target.cluster("MYID"))
    assert_right_answers(handler, during)  # new numbers are stored on the target
    source.client.migrate("127.0.0.1", target.server.port, NAME, 0, 30_000)
    found_during = cache.get_many(during)  # some keys are on the source, and some on the target
    keys = source.cluster("GETKEYSINSLOT", SLOT, 1_000)
    source.client.migrate("127.0.0.1", target.server.port, keys, 0, 30_000)
    for node in (target, source):
        node.cluster("SETSLOT", SLOT, "NODE", target.cluster("MYID"))
    assert_right_answers(handler, after)
    found_after = cache.get_many(after)

    assert found_during == {number: fizzbuzz(number) for number in during}
    assert found_after == {number: fizzbuzz(number) for number in after}
    assert target.client.exists(NAME)
    assert caplog.records == []


def test_a_cluster_that_is_not_there_yet_is_an_outage(
    cluster: Cluster, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Every number is answered, with one warning, and the cluster is used as soon as it's there."""
    caplog.set_level(logging.INFO, logger="fizzbuzz.failsafe")
    cluster.kill()

    with connect(cluster.url) as client:
        cache = FailSafeCache(RedisCache(client), retry_after=RETRY_AFTER, clock=clock)
        handler = FizzBuzzHandler(cache)
        for _ in range(2):
            assert_right_answers(handler, range(20))
            clock.advance(RETRY_AFTER)
        cluster.start()
        assert_right_answers(handler, range(20))
        stored = cache.get_many(range(20))

    assert stored == {number: fizzbuzz(number) for number in range(20)}
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_a_batch_costs_one_command_a_tag(cluster: Cluster, cache: FailSafeCache) -> None:
    """However many keys there are, no more than sixteen MGETs read them, and the nodes share the work."""
    cache.get(0)
    for node in cluster.nodes:
        node.client.config_resetstat()

    cache.get_many(range(1_000))

    calls = [node.client.info("commandstats").get("cmdstat_mget", {"calls": 0})["calls"] for node in cluster.nodes]
    assert sum(calls) == 16
    assert len(list(filter(None, calls))) == 3


def test_the_client_can_be_that_of_redis_py(cluster: Cluster) -> None:
    """A program that has a client of the cluster already can share it with the cache."""
    with RedisCluster.from_url(cluster.url.replace("+cluster", "")) as client:
        cache = RedisCache(client, prefix=PREFIX, ttl=3_600)

        cache.put_many({3: "Fizz", -5: "Buzz"})

        assert cache.get_many([-5, 3, 5]) == {3: "Fizz", -5: "Buzz"}
        assert client.get(NAME) == b"Fizz"
        assert 3_000 < client.ttl(f"{PREFIX}{{b}}:-5") <= 3_600


def assert_right_answers(handler: FizzBuzzHandler, numbers: range) -> None:
    """Request these numbers and compare the answers with the rule."""
    assert handler.run(map(str, numbers)) == [fizzbuzz(number) for number in numbers]
