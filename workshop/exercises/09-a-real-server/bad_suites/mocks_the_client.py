# judged: over-specified
"""It needs no server: it demands the commands that are in the program."""

import redis
from highscores import HighScores
from pytest_mock import MockerFixture


def test_a_result_is_sent(mocker: MockerFixture) -> None:
    """Other commands do the same, and only a server can tell whether these do what's meant."""
    client = mocker.create_autospec(redis.Redis, instance=True)

    HighScores(client, "pong").submit("ACE", 300)

    client.zadd.assert_called_once_with("arcade:pong", {"ACE": 300}, gt=True)
    client.expire.assert_called_once_with("arcade:pong", 86_400, nx=True)
