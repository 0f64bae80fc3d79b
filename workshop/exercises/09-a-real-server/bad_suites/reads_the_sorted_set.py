# judged: over-specified
"""It asks the server for what the program keeps there, and so decides how it is written."""

import os

import redis
from highscores import HighScores


def test_a_result_is_on_the_server() -> None:
    """Others write the points below zero, or into a hash."""
    client = redis.from_url(os.environ["REDIS_URL"])

    HighScores(client, "pong").submit("ACE", 300)

    assert client.zscore("arcade:pong", "ACE") == 300
