"""The installed command with a real Redis server that dies, and without one."""

import subprocess
import sys
from pathlib import Path

import pytest

from fizzbuzz.redis_cache import RedisCache, connect
from tests.end_to_end.conftest import Starter, ask
from tests.redis_server import RedisServer


def test_the_redis_client_is_loaded_only_if_redis_is_used() -> None:
    """Loading it takes longer than answering does, so without --redis the command doesn't."""
    program = "import sys; from fizzbuzz.cli import main; main(['3']); print('redis' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)

    assert result.stdout == "Fizz\nFalse\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that's always full")
def test_a_warning_that_cannot_be_written_is_not_an_error(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself would exit with code 120 if it couldn't write what is left in the buffer of standard error."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    no_server = [command, "--redis", "redis://127.0.0.1:1", "3"]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(no_server, stdout=subprocess.PIPE, stderr=full, encoding="utf-8", check=False)

    assert (result.returncode, result.stdout) == (0, "Fizz\n")


@pytest.mark.server
def test_a_server_that_dies_during_requests_costs_one_warning(
    own_server: RedisServer, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers come from the server while it runs; after it dies, every line is answered and one warning is printed."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", own_server.url)
    with connect(own_server.url) as client:
        RedisCache(client).put(2, "Buzz")
    process = start()
    assert ask(process, "2") == "Buzz"

    own_server.kill()
    answers, errors = process.communicate("2\n" * 1_000)

    assert answers == "2\n" * 1_000
    assert errors.startswith("fizzbuzz: the cache is unavailable; continuing without it: ")
    assert errors.count("\n") == 1
    assert process.returncode == 0
