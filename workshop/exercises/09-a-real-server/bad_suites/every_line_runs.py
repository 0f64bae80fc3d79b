# judged: incomplete, misses answers-with-bytes each-machine-begins-the-day cuts-before-it-sorts clears-the-server
"""Every line of the program runs, with one kind of client, and each rule is tested once."""

import os

import redis
from highscores import HighScores


def test_two_games() -> None:
    """The client decodes bytes, so it doesn't matter whether the program does."""
    with redis.from_url(os.environ["REDIS_URL"], decode_responses=True) as client:
        pong, chess = HighScores(client, "pong"), HighScores(client, "chess")

        pong.submit("ACE", 300)
        pong.submit("BEE", 300)
        chess.submit("CAT", 100)
        chess.submit("CAT", 50)

        assert pong.best(10) == [("ACE", 300), ("BEE", 300)]
        assert chess.best(10) == [("CAT", 100)]
        assert pong.place("ACE") == 1
        assert pong.place("CAT") is None
        assert client.ttl("arcade:pong") > 0

        pong.clear()

        assert pong.best(10) == []
