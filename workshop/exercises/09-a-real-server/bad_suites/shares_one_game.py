# judged: order-dependent
"""Both tests use one game, and the second has never been the first."""

import os

import redis
from highscores import HighScores


def test_a_result_is_on_the_list() -> None:
    """It finds the list empty only if no other test was there before."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "pong")

    scores.submit("ACE", 300)

    assert scores.best(10) == [("ACE", 300)]


def test_the_best_stands_first() -> None:
    """It needs a list with nobody but its own players too, and has luck in every order."""
    scores = HighScores(redis.from_url(os.environ["REDIS_URL"]), "pong")

    scores.submit("BEE", 400)

    assert scores.best(1) == [("BEE", 400)]
