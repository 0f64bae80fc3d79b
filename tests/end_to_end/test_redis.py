"""The command with a real Redis: used while it is there, done without when it is gone."""

import pytest

from fizzbuzz.redis_cache import connect
from tests.end_to_end.conftest import Starter
from tests.redis_server import RedisServer

pytestmark = pytest.mark.server


def test_a_server_that_dies_under_requests_costs_one_line(
    own_server: RedisServer, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the server knows is used; after its death every line is answered, and standard error has a word about it."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", own_server.url)
    with connect(own_server.url) as client:
        client.set("fizzbuzz:2", "two")
    process = start()
    assert process.stdin
    assert process.stdout
    process.stdin.write("2\n")
    assert process.stdout.readline() == "two\n"

    own_server.kill()
    answers, errors = process.communicate("2\n" * 1_000)

    assert answers == "2\n" * 1_000
    assert errors.startswith("fizzbuzz: the cache is unavailable; continuing without it: ")
    assert errors.count("\n") == 1
    assert process.returncode == 0
