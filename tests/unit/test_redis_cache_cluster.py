"""How RedisCache uses a cluster: which commands, and under which keys."""

from collections.abc import Sequence
from unittest.mock import Mock

import pytest
from pytest_mock import MockerFixture
from redis import exceptions
from redis.cluster import RedisCluster
from redis.crc import key_slot

from fizzbuzz import CacheUnavailableError, redis_cluster
from fizzbuzz.redis_cache import RedisCache
from fizzbuzz.redis_cluster import ClusterClient


@pytest.fixture
def client(mocker: MockerFixture) -> Mock:
    """Return a mock of a client, for which every key is a miss and every value is stored."""
    client: Mock = mocker.create_autospec(ClusterClient, instance=True)
    client.mget.side_effect = lambda names: [None] * len(names)
    client.send.side_effect = lambda commands: ["OK"] * len(commands)
    return client


@pytest.mark.parametrize(
    ("number", "name"),
    [
        pytest.param(3, "mine:{3}:3", id="one digit"),
        pytest.param(26, "mine:{a}:26", id="the last digit is ten"),
        pytest.param(-1, "mine:{f}:-1", id="below zero"),
        pytest.param(2**64, "mine:{0}:18446744073709551616", id="more than 64 bits"),
    ],
)
def test_the_hash_tag_is_the_last_hexadecimal_digit(number: int, name: str, client: Mock) -> None:
    """It comes between the prefix and the number, for reading and for storing."""
    cache = RedisCache(client, prefix="mine:")

    cache.get(number)
    cache.put(number, "value")

    client.mget.assert_called_once_with([name])
    client.send.assert_called_once_with([("SET", name, "value")])


def test_a_batch_costs_one_call_a_tag(client: Mock) -> None:
    """The keys of each call share a slot, and none is left out."""
    cache = RedisCache(client)

    cache.get_many(range(-500, 500))
    cache.put_many(dict.fromkeys(range(-500, 500), "value"))

    read = [call.args[0] for call in client.mget.call_args_list]
    stored = [[command[1] for command in call.args[0]] for call in client.send.call_args_list]
    assert read == stored
    assert len(read) == 16
    assert [len(slots_of(names)) for names in read] == [1] * 16
    assert len({name for names in read for name in names}) == 1_000


def slots_of(names: Sequence[str]) -> set[int]:
    """Return the slots of keys."""
    return {key_slot(name.encode()) for name in names}


def test_tags_are_spread_over_the_slots(client: Mock) -> None:
    """Of up to eight nodes with equal shares, each has a part of every batch."""
    RedisCache(client).get_many(range(16))

    slots = [key_slot(call.args[0][0].encode()) for call in client.mget.call_args_list]
    assert {slot * 8 // 16_384 for slot in slots} == set(range(8))


def test_many_keys_with_one_tag_are_read_in_chunks(client: Mock) -> None:
    """No round trip reads more than 10,000 keys."""
    RedisCache(client).get_many(range(0, 160_016, 16))

    assert [len(call.args[0]) for call in client.mget.call_args_list] == [10_000, 1]


def test_every_entry_has_the_time_to_live(client: Mock) -> None:
    """In seconds, as on a single server."""
    RedisCache(client, prefix="mine:", ttl=60).put_many({3: "Fizz", 19: "19"})

    client.send.assert_called_once_with(
        [("SET", "mine:{3}:3", "Fizz", "EX", 60), ("SET", "mine:{3}:19", "19", "EX", 60)]
    )


def test_the_client_of_redis_py_is_accepted(mocker: MockerFixture) -> None:
    """It's wrapped, so that it's used in the same way."""
    cluster = mocker.Mock(spec=RedisCluster)
    send = mocker.patch.object(redis_cluster, "send_pipeline", autospec=True, return_value=[[b"Fizz"]])

    value = RedisCache(cluster, prefix="mine:").get(3)

    assert value == "Fizz"
    send.assert_called_once_with(cluster.get_redis_connection.return_value, [("MGET", "mine:{3}:3")])


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(exceptions.ConnectionError("refused"), id="no connection"),
        pytest.param(exceptions.ClusterDownError("down"), id="the cluster is down"),
        pytest.param(exceptions.ClusterError("too many redirections"), id="nodes that disagree"),
        pytest.param(exceptions.RedisClusterException("not covered"), id="slots without a node"),
        pytest.param(exceptions.SlotNotCoveredError("slot 3"), id="a slot without a node"),
    ],
)
def test_an_outage_raises_cache_unavailable_error(error: Exception, client: Mock) -> None:
    """Whatever goes away by itself is an outage, raised or as a reply; the message and the cause are kept."""
    client.mget.side_effect = error
    client.send.side_effect = None
    client.send.return_value = ["OK", error]
    cache = RedisCache(client)

    with pytest.raises(CacheUnavailableError) as reading:
        cache.get(3)
    with pytest.raises(CacheUnavailableError) as writing:
        cache.put_many({3: "Fizz", 19: "19"})

    assert f"{reading.value}" == f"{writing.value}" == f"{error}"
    assert reading.value.__cause__ is writing.value.__cause__ is error


def test_a_refused_login_is_passed_on(client: Mock) -> None:
    """Waiting doesn't fix it."""
    client.mget.side_effect = exceptions.AuthenticationError("wrong password")

    with pytest.raises(exceptions.AuthenticationError, match="wrong password"):
        RedisCache(client).get(3)
