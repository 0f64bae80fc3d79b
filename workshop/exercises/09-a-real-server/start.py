"""Tests of the high scores, on a real server; the rules are in the README of the exercise."""

import os
from collections.abc import Iterator

import pytest
import redis
from highscores import HighScores


@pytest.fixture
def client() -> Iterator[redis.Redis]:
    """Yield a client of the server."""
    with redis.from_url(os.environ["REDIS_URL"], decode_responses=True) as client:
        yield client


def test_a_result_is_on_the_list(client: redis.Redis) -> None:
    """The player is there, with the points."""
    scores = HighScores(client, "pong")

    scores.submit("ACE", 300)

    assert scores.best(10) == [("ACE", 300)]
