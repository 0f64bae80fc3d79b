# judged: over-specified
"""It asks the server what the program keeps there, and so dictates how it's stored."""

import os

import redis
from highscores import HighScores


def test_a_result_is_on_the_server() -> None:
    """Other programs store negative points, or use a hash."""
    client = redis.from_url(os.environ["REDIS_URL"])

    HighScores(client, "pong").submit("ACE", 300)

    assert client.zscore("arcade:pong", "ACE") == 300
