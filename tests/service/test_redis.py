"""The command with a Redis that an option or a variable names, a fake in this process."""

import json
import os

import pytest
from fakeredis import FakeRedis, FakeServer
from pytest_mock import MockerFixture
from redis.exceptions import AuthenticationError

from fizzbuzz import redis_cache, service_cli
from fizzbuzz.redis_cache import RedisCache
from fizzbuzz.service_cli import application, main
from tests.service.client import Client

URL = "redis://somewhere:1/0"


def test_a_wrong_url_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what's wrong, and nothing is served."""
    with pytest.raises(SystemExit, match="2"):
        main(["--redis", "http://x"])

    assert capsys.readouterr().err.startswith("fizzbuzz-service: --redis: the URL must begin with redis://")


def test_a_wrong_url_in_the_environment_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names the variable, and not an option that nobody gave."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", "http://x")

    with pytest.raises(SystemExit, match="2"):
        main([])

    assert capsys.readouterr().err.startswith("fizzbuzz-service: FIZZBUZZ_REDIS_URL: the URL must begin with redis://")


def test_a_refused_login_is_reported(mocker: MockerFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """Waiting wouldn't help, so the command ends before it serves."""
    client = mocker.MagicMock(mget=mocker.Mock(side_effect=AuthenticationError("invalid password")))
    client.__enter__.return_value = client
    mocker.patch.object(redis_cache, "connect", side_effect={URL: client}.__getitem__)

    with pytest.raises(SystemExit, match="2"):
        main(["--redis", URL])

    assert capsys.readouterr().err == "fizzbuzz-service: --redis: invalid password\n"


def test_an_empty_url_means_no_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment variable that's set to nothing counts as one that isn't set, also for workers."""
    monkeypatch.setenv(service_cli.OPTIONS, json.dumps({"limits": {}, "redis": ""}))

    assert Client(application()).get("/ready").json()["cache"] == "reachable"


def test_workers_share_the_redis_of_the_command(mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command hands its URL over in the environment."""
    client = FakeRedis(server=FakeServer())
    mocker.patch.object(redis_cache, "connect", side_effect={URL: client}.__getitem__)
    monkeypatch.setenv(service_cli.OPTIONS, json.dumps({"limits": {}, "redis": URL}))

    answer = Client(application()).get("/fizzbuzz/3")

    assert answer.json()["answer"] == "Fizz"
    assert RedisCache(client).get(3) == "Fizz"


@pytest.mark.usefixtures("nothing_begins")
def test_workers_get_the_options_of_the_command(mocker: MockerFixture) -> None:
    """They find its URL and its limits in the environment."""
    client = FakeRedis(server=FakeServer())
    mocker.patch.object(redis_cache, "connect", side_effect={URL: client}.__getitem__)

    main(["--redis", URL, "--max-body", "100"])

    limits = {"numerals": 10_000, "body": 100, "seconds": 10.0}
    assert json.loads(os.environ[service_cli.OPTIONS]) == {"limits": limits, "redis": URL}
