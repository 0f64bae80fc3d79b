# judged: wrong
"""It believes that of players with equal points, the one who had them first comes first."""

import os

import redis
from highscores import HighScores


def test_equal_points() -> None:
    """By the rules, the order is alphabetical."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "ties")

    scores.submit("BEE", 300)
    scores.submit("ACE", 300)

    assert scores.best(2) == [("BEE", 300), ("ACE", 300)]


def test_a_result() -> None:
    """A correct test beside the wrong one still counts."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "results")

    scores.submit("ACE", 300)

    assert scores.best(2) == [("ACE", 300)]
