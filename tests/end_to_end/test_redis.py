"""The command with a real Redis: used when it is there, done without when it is not."""

import pytest

from fizzbuzz.redis_cache import connect
from tests.end_to_end.conftest import Starter
from tests.redis_server import RedisServer

pytestmark = pytest.mark.server


def test_answers_are_kept_in_redis(own_server: RedisServer, start: Starter) -> None:
    """What the command has answered is in the server, for the next one to find."""
    assert start("--redis", own_server.url, "3", "15").communicate() == ("Fizz\nFizzBuzz\n", "")

    with connect(own_server.url) as client:
        assert client.mget("fizzbuzz:3", "fizzbuzz:15") == [b"Fizz", b"FizzBuzz"]


def test_the_environment_names_the_redis(
    own_server: RedisServer, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FIZZBUZZ_REDIS_URL does for every call what --redis does for one."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", own_server.url)
    with connect(own_server.url) as client:
        client.set("fizzbuzz:2", "two")

    assert start("2").communicate() == ("two\n", "")


def test_a_server_that_dies_under_requests_costs_one_line(own_server: RedisServer, start: Starter) -> None:
    """Every line is answered, before and after, and standard error has one word about it."""
    process = start("--redis", own_server.url)
    assert process.stdin
    assert process.stdout
    process.stdin.write("3\n")
    assert process.stdout.readline() == "Fizz\n"

    own_server.kill()
    answers, errors = process.communicate("5\n" * 1_000)

    assert answers == "Buzz\n" * 1_000
    assert errors.startswith("fizzbuzz: the cache is unavailable, going on without it: ")
    assert errors.count("\n") == 1
    assert process.returncode == 0


def test_a_server_that_is_not_there_is_an_outage(own_server: RedisServer, start: Starter) -> None:
    """An absent server is worth a line, not an error."""
    own_server.kill()

    process = start("--redis", own_server.url, "3")
    answers, errors = process.communicate()

    assert (answers, process.returncode) == ("Fizz\n", 0)
    assert errors.startswith("fizzbuzz: the cache is unavailable, going on without it: ")


@pytest.mark.parametrize("login", ["", ":wrong@"], ids=["no password", "a wrong password"])
def test_a_refused_login_is_an_error_at_once(login: str, own_server: RedisServer, start: Starter) -> None:
    """Exit code 2 and no answer: waiting does not mend a login. The password is not shown."""
    with connect(own_server.url) as client:
        client.config_set("requirepass", "secret")

    process = start("--redis", own_server.url.replace("redis://", f"redis://{login}"), "3")
    answers, errors = process.communicate()

    assert (answers, process.returncode) == ("", 2)
    assert errors.startswith("fizzbuzz: --redis: ")
    assert "wrong@" not in errors


def test_a_database_that_does_not_exist_is_an_error_at_once(own_server: RedisServer, start: Starter) -> None:
    """A number too high for the server is an error of the URL too, which only the server can know."""
    process = start("--redis", own_server.url.replace("/0", "/9999"), "3")
    answers, errors = process.communicate()

    assert (answers, process.returncode) == ("", 2)
    assert "DB index is out of range" in errors
