# judged: wrong
"""It believes that of players with equal points the one stands first who had them first."""

import os

import redis
from highscores import HighScores


def test_equal_points() -> None:
    """By the rules the alphabet decides."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "ties")

    scores.submit("BEE", 300)
    scores.submit("ACE", 300)

    assert scores.best(2) == [("BEE", 300), ("ACE", 300)]


def test_a_result() -> None:
    """Beside the wrong one a right one counts all the same."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "results")

    scores.submit("ACE", 300)

    assert scores.best(2) == [("ACE", 300)]
