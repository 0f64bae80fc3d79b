"""The command with a Redis that an option or a variable names, run in this process with a fake."""

import logging
from contextlib import suppress

import pytest
from fakeredis import FakeRedis, FakeServer
from pytest_mock import MockerFixture
from redis.exceptions import ResponseError

from fizzbuzz import cli, redis_cache
from fizzbuzz.cli import main
from fizzbuzz.redis_cache import RedisCache

URL = "redis://somewhere:1/0"


@pytest.fixture
def client(mocker: MockerFixture) -> FakeRedis:
    """Return a client of a fake Redis, which is what the command's URL leads to."""
    client = FakeRedis(server=FakeServer())
    mocker.patch.object(redis_cache, "connect", side_effect={URL: client}.__getitem__)
    return client


def test_answers_are_stored_in_the_redis_of_the_option(client: FakeRedis, capsys: pytest.CaptureFixture[str]) -> None:
    """Answers are stored in the Redis that --redis names."""
    main(["--redis", URL, "3", "5"])

    assert capsys.readouterr() == ("Fizz\nBuzz\n", "")
    assert RedisCache(client).get_many([3, 5]) == {3: "Fizz", 5: "Buzz"}


def test_answers_come_from_the_redis_of_the_option(client: FakeRedis, capsys: pytest.CaptureFixture[str]) -> None:
    """A stored answer isn't computed again; one that is wrong shows that it comes from Redis."""
    RedisCache(client).put(3, "Buzz")

    main(["3", f"--redis={URL}"])

    assert capsys.readouterr().out == "Buzz\n"


def test_the_environment_selects_the_redis(
    client: FakeRedis, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """FIZZBUZZ_REDIS_URL is used if the option isn't given."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", URL)

    main(["3"])

    assert capsys.readouterr().out == "Fizz\n"
    assert RedisCache(client).get(3) == "Fizz"


def test_the_option_overrides_the_environment(client: FakeRedis, monkeypatch: pytest.MonkeyPatch) -> None:
    """If both name a Redis, the option counts."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", "redis://elsewhere")

    main(["--redis", URL, "3"])

    assert RedisCache(client).get(3) == "Fizz"


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(["-3", "--redis", "", "5"], id="among the numbers"),
        pytest.param(["-3", "5", "--redis="], id="after the numbers"),
    ],
)
def test_an_empty_option_selects_no_redis(
    argv: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It overrides the environment, and it may come anywhere."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", "redis://elsewhere")

    main(argv)

    assert capsys.readouterr() == ("Fizz\nBuzz\n", "")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        pytest.param(["3", "--rediss", "x"], "unrecognized arguments: --rediss", id="a longer name"),
        pytest.param(["3", "--red", "x"], "unrecognized arguments: --red", id="a shorter name"),
        pytest.param(["3", "--redis"], "argument --redis: expected one argument", id="no value"),
    ],
)
def test_a_bad_option_is_reported(argv: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command exits with code 2, and shows its usage and what was wrong."""
    with pytest.raises(SystemExit) as exit_:
        main(argv)

    assert exit_.value.code == 2
    usage, error = capsys.readouterr().err.rsplit("\n", 2)[:2]
    assert " ".join(usage.split()) == "usage: fizzbuzz [-h] [--version] [--redis URL] [NUMBER ...]"
    assert error == f"fizzbuzz: error: {message}"


def test_help_explains_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    """It says what a URL looks like, and which variable is the default; argparse decides how it's wrapped."""
    with pytest.raises(SystemExit):
        main(["--help"])

    help_ = " ".join(capsys.readouterr().out.split())
    assert "cache answers in Redis, for example redis://localhost:6379/0, instead of in memory" in help_
    assert "(default: $FIZZBUZZ_REDIS_URL)" in help_


def test_an_empty_environment_variable_selects_no_redis(
    client: FakeRedis, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A variable that is set to nothing counts as not set."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", "")

    main(["3"])

    assert capsys.readouterr() == ("Fizz\n", "")
    assert client.keys() == []


def test_bad_input_stores_nothing(client: FakeRedis) -> None:
    """If a request has bad input, none of its answers is stored."""
    with pytest.raises(SystemExit):
        main(["--redis", URL, "3", "x"])

    assert client.keys() == []


def test_an_outage_logs_one_warning_and_no_answer_is_lost(
    client: FakeRedis, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A server that is down costs one warning, and every number is still answered."""
    client.connection_pool.connection_kwargs["server"].connected = False

    main(["--redis", URL, "3", "5", "2"])

    assert capsys.readouterr().out == "Fizz\nBuzz\n2\n"
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_the_end_of_an_outage_is_logged_too(client: FakeRedis, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command logs its own package at level INFO, so it shows recoveries as well as warnings."""
    logger = logging.getLogger(cli.__package__)
    monkeypatch.setattr(logger, "level", logger.level)  # to be restored
    logger.setLevel(logging.NOTSET)

    main(["--redis", URL, "3"])

    assert RedisCache(client).get(3) == "Fizz"
    assert logger.level == logging.INFO


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("localhost", "the URL must begin with redis://, rediss://, unix://", id="no scheme"),
        pytest.param("redis://localhost/cache", "the database must be a whole number from 0, ", id="a database name"),
        pytest.param("redis://a..b", "invalid host 'a..b'", id="an invalid host"),
    ],
)
def test_a_wrong_url_is_an_immediate_error(url: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command exits with code 2 and no answer, and the message says what's wrong with the URL."""
    with pytest.raises(SystemExit) as exit_:
        main(["--redis", url, "3"])

    assert exit_.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("fizzbuzz: --redis: ")
    assert message in err


@pytest.mark.parametrize("calls_before", [0, 1], ids=["at once", "under way"])
def test_a_redis_that_refuses_a_command_is_an_error(
    calls_before: int, client: FakeRedis, mocker: MockerFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command exits with code 2 and the message from Redis, and leaves no connection open."""
    mocker.patch.object(client, "mget", side_effect=[[None]] * calls_before + [ResponseError("NOPERM no permission")])
    close = mocker.spy(client, "close")

    with pytest.raises(SystemExit) as exit_:
        main(["--redis", URL, "3"])

    assert exit_.value.code == 2
    assert capsys.readouterr() == ("", "fizzbuzz: --redis: NOPERM no permission\n")
    close.assert_called_once_with()


@pytest.mark.parametrize("argument", ["3", "x"], ids=["after the answers", "after an error"])
def test_the_connection_is_closed(argument: str, client: FakeRedis, mocker: MockerFixture) -> None:
    """The command leaves no connection open, even if a number is bad."""
    close = mocker.spy(client, "close")

    with suppress(SystemExit):
        main(["--redis", URL, argument])

    close.assert_called_once_with()
