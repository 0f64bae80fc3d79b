"""The cache that the option `--redis` leads to, with a client that fails."""

from functools import partial

from fakeredis import FakeRedis, FakeServer
from pytest_mock import MockerFixture
from redis import exceptions

from fizzbuzz import FailSafeCache, redis_cache, redis_option
from tests.clock import ManualClock


def test_a_redis_that_is_down_is_left_alone(clock: ManualClock, mocker: MockerFixture) -> None:
    """It's asked once, when the cache is opened, and requests don't wait for it again."""
    client = FakeRedis(server=FakeServer())
    mget = mocker.patch.object(client, "mget", side_effect=exceptions.ConnectionError("refused"))
    mocker.patch.object(redis_cache, "connect", return_value=client)
    mocker.patch.object(redis_option, "FailSafeCache", partial(FailSafeCache, clock=clock))

    with redis_option.opened_cache("redis://somewhere", mocker.Mock()) as cache:
        value = cache.get(3)

    assert value is None
    mget.assert_called_once()
