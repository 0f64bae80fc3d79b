# judged: slow, misses answers-with-bytes never-expires each-machine-begins-the-day adds-up-the-results leaves-ties-to-the-server cuts-before-it-sorts counts-equals-as-better mixes-the-games clears-the-server
"""It makes the life of the list short, and then waits for its end."""

import os
import time

import redis
from highscores import HighScores


def test_a_list_ends() -> None:
    """The server can say how long a key will live, without any waiting."""
    client = redis.from_url(os.environ["REDIS_URL"])
    scores = HighScores(client, "pong")
    scores.submit("ACE", 300)
    client.pexpire("arcade:pong", 1_000)

    scores.submit("ACE", 400)
    time.sleep(1.2)

    assert scores.best(10) == []
