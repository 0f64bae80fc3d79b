# judged: vacuous
"""It tests the server, and doesn't get as far as the program."""

import os

import redis


def test_the_server_answers() -> None:
    """Redis is tested elsewhere."""
    client = redis.from_url(os.environ["REDIS_URL"])

    client.zadd("arcade:pong", {"ACE": 300})

    assert client.ping()
    assert client.zscore("arcade:pong", "ACE") == 300
