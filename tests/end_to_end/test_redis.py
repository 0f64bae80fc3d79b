"""The installed command with a real Redis server that dies."""

import pytest
import redis

from tests.end_to_end.conftest import Starter, ask
from tests.redis_server import RedisServer

pytestmark = pytest.mark.server


def test_a_server_that_dies_during_requests_costs_one_warning(
    own_server: RedisServer, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers come from the server while it runs; after it dies, every line is answered and one warning is printed."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", own_server.url)
    with redis.Redis.from_url(own_server.url) as client:
        client.set("fizzbuzz:2", "Buzz")
    process = start()
    assert ask(process, "2") == "Buzz"

    own_server.kill()
    answers, errors = process.communicate("2\n" * 1_000)

    assert answers == "2\n" * 1_000
    assert errors.startswith("fizzbuzz: the cache is unavailable; continuing without it: ")
    assert errors.count("\n") == 1
    assert process.returncode == 0
