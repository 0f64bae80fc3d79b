"""The handler with a real Redis that outlives every handler and client."""

import pytest
import redis
from pytest_mock import MockerFixture

from fizzbuzz import FizzBuzzHandler
from fizzbuzz.redis_cache import RedisCache, connect

pytestmark = pytest.mark.server


def test_two_handlers_share_computed_answers(redis_client: redis.Redis, key_prefix: str, mocker: MockerFixture) -> None:
    """A handler finds what another one has stored, and doesn't compute it again."""
    cache = RedisCache(redis_client, prefix=key_prefix)
    first, second = FizzBuzzHandler(cache), FizzBuzzHandler(cache)
    first.run(["3", "5", "15"])
    compute = mocker.patch("fizzbuzz.handler.fizzbuzz", autospec=True)

    answers = second.run(["15", "5", "3"])

    assert answers == ["FizzBuzz", "Buzz", "Fizz"]
    compute.assert_not_called()


def test_values_survive_a_new_client(redis_url: str, key_prefix: str) -> None:
    """Values are stored in the server, so a client that connects later finds them."""
    with connect(redis_url) as client:
        RedisCache(client, prefix=key_prefix).put_many({3: "Fizz", -5: "Buzz"})

    with connect(redis_url) as client:
        found = RedisCache(client, prefix=key_prefix).get_many([3, 4, -5])

    assert found == {3: "Fizz", -5: "Buzz"}


def test_prefixes_keep_applications_apart(redis_client: redis.Redis, key_prefix: str) -> None:
    """Two caches with different prefixes on one server don't see each other's values."""
    ours = RedisCache(redis_client, prefix=f"{key_prefix}ours:")
    theirs = RedisCache(redis_client, prefix=f"{key_prefix}theirs:")

    ours.put(3, "Fizz")

    assert theirs.get(3) is None


def test_entries_expire_on_the_server(redis_client: redis.Redis, key_prefix: str) -> None:
    """The server counts down an entry's time to live, in seconds."""
    RedisCache(redis_client, prefix=key_prefix, ttl=3_600).put(3, "Fizz")

    assert 3_000 < redis_client.ttl(f"{key_prefix}3") <= 3_600


def test_a_key_that_contains_a_list_is_a_miss(redis_client: redis.Redis, key_prefix: str) -> None:
    """A list stored under our key by another program is neither an answer nor an error, on a real server too."""
    redis_client.rpush(f"{key_prefix}3", "a list")

    answers = FizzBuzzHandler(RedisCache(redis_client, prefix=key_prefix)).run(["3"])

    assert answers == ["Fizz"]
    assert redis_client.get(f"{key_prefix}3") == b"Fizz"
