"""The handler with a real Redis behind it, which outlives every handler and client."""

import pytest
import redis
from pytest_mock import MockerFixture

from fizzbuzz import FizzBuzzHandler
from fizzbuzz.redis_cache import RedisCache, connect

pytestmark = pytest.mark.server


def test_two_handlers_share_what_one_has_computed(
    redis_client: redis.Redis, key_prefix: str, mocker: MockerFixture
) -> None:
    """What one handler stored the other finds, and does not compute again."""
    cache = RedisCache(redis_client, prefix=key_prefix)
    first, second = FizzBuzzHandler(cache), FizzBuzzHandler(cache)
    first.run(["3", "5", "15"])
    compute = mocker.patch("fizzbuzz.handler.fizzbuzz", autospec=True)

    assert second.run(["15", "5", "3"]) == ["FizzBuzz", "Buzz", "Fizz"]
    compute.assert_not_called()


def test_values_survive_a_new_client(redis_url: str, key_prefix: str) -> None:
    """The values live in the server: who connects later finds them."""
    with connect(redis_url) as client:
        RedisCache(client, prefix=key_prefix).put_many({3: "Fizz", -5: "Buzz"})

    with connect(redis_url) as client:
        assert RedisCache(client, prefix=key_prefix).get_many([3, 4, -5]) == {3: "Fizz", -5: "Buzz"}


def test_prefixes_keep_applications_apart(redis_client: redis.Redis, key_prefix: str) -> None:
    """Two caches on one server do not see each other's values."""
    ours = RedisCache(redis_client, prefix=f"{key_prefix}ours:")
    theirs = RedisCache(redis_client, prefix=f"{key_prefix}theirs:")

    ours.put(3, "Fizz")

    assert theirs.get(3) is None


def test_entries_expire_on_the_server(redis_client: redis.Redis, key_prefix: str) -> None:
    """The time to live is the server's to keep, and in seconds."""
    RedisCache(redis_client, prefix=key_prefix, ttl=60).put(3, "Fizz")

    assert 50 < redis_client.ttl(f"{key_prefix}3") <= 60


def test_a_key_that_holds_a_list_is_a_miss(redis_client: redis.Redis, key_prefix: str) -> None:
    """Something else under our name is no answer and no error, on a real server too."""
    redis_client.rpush(f"{key_prefix}3", "a list")
    handler = FizzBuzzHandler(RedisCache(redis_client, prefix=key_prefix))

    assert handler.run(["3"]) == ["Fizz"]
    assert redis_client.get(f"{key_prefix}3") == b"Fizz"
