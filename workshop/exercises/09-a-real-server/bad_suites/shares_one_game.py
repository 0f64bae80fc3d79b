# judged: order-dependent
"""Both tests use one game, and only one order has ever been tried."""

import os

import redis
from highscores import HighScores


def test_a_result_is_on_the_list() -> None:
    """The list is empty only if no other test ran before."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "pong")

    scores.submit("ACE", 300)

    assert scores.best(10) == [("ACE", 300)]


def test_the_best_comes_first() -> None:
    """It needs a list of its own players too, but happens to pass in any order."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "pong")

    scores.submit("BEE", 400)

    assert scores.best(1) == [("BEE", 400)]
