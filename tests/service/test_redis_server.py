"""The installed command as a process that serves, with a Redis that dies."""

import json
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.redis_server import RedisServer
from tests.service.conftest import Serve


@pytest.mark.server
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_redis_that_dies_and_comes_back_costs_no_answer(own_server: RedisServer, serve: Serve) -> None:
    """Requests from several clients at once are answered, and right, whatever happens to the server meanwhile."""
    service = serve("--redis", own_server.url)

    def ask(start: int) -> list[str]:
        """Return the answers to some multiples of 15."""
        with service.client() as client:
            return [client.get(f"/fizzbuzz/{15 * number}").json()["answer"] for number in range(start, start + 20)]

    with ThreadPoolExecutor(4) as clients:
        asked = [clients.submit(ask, start) for start in (0, 1_000, 2_000, 3_000)]
        own_server.kill()
        own_server.start()
        answers = [answer for each in asked for answer in each.result()]

    assert answers == ["FizzBuzz"] * 80
    code, errors = service.end(signal.SIGTERM)
    assert code == 0
    assert {json.loads(line)["level"] for line in errors.splitlines()} <= {"warning", "info"}
