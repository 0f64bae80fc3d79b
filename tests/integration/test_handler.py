"""The handler's property from `tests/fake/`, on a real Redis.

With `REDIS_URL` it runs on that server, as a smoke test of a deployment. The keys expire by themselves.
"""

from uuid import uuid4

import pytest
from hypothesis import given

from fizzbuzz import FizzBuzzHandler, fizzbuzz
from fizzbuzz.redis_cache import RedisCache, connect
from tests.fake.test_handler import few_examples
from tests.fake.test_handler import requests as sequences

pytestmark = pytest.mark.server


@few_examples
@given(requests=sequences)
def test_every_element_of_every_request_is_answered_correctly(redis_url: str, requests: list[list[int]]) -> None:
    """In a long sequence of requests that share a real server, no answer is lost, mixed up or stale."""
    with connect(redis_url) as client:
        handler = FizzBuzzHandler(RedisCache(client, prefix=f"test:{uuid4()}:", ttl=60))

        for numbers in requests:
            assert handler.run(map(str, numbers)) == [fizzbuzz(number) for number in numbers]
