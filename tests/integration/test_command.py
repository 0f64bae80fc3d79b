"""The command, run in this process, with a real Redis that works, isn't running, or refuses the connection."""

import pytest
import redis

from fizzbuzz.cli import main
from fizzbuzz.redis_cache import RedisCache, connect
from tests.redis_server import RedisServer

pytestmark = pytest.mark.server


def test_the_option_selects_the_redis(own_server: RedisServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The server that --redis names is read and written."""
    with connect(own_server.url) as client:
        cache = RedisCache(client)
        cache.put(2, "Buzz")

        main(["--redis", own_server.url, "2", "15"])

        assert cache.get(15) == "FizzBuzz"
    assert capsys.readouterr() == ("Buzz\nFizzBuzz\n", "")


def test_a_server_that_is_not_running_is_an_outage(
    own_server: RedisServer, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A server that isn't running causes a warning, not an error."""
    own_server.kill()

    main(["--redis", own_server.url, "3"])

    assert capsys.readouterr().out == "Fizz\n"
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.mark.parametrize("login", ["", ":wrong@"], ids=["no password", "wrong password"])
def test_a_refused_login_is_an_immediate_error(
    login: str, own_server: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refused login exits with code 2 and no answer, because waiting doesn't fix it; the password isn't shown."""
    with redis.Redis.from_url(own_server.url) as client:
        client.config_set("requirepass", "secret")

    with pytest.raises(SystemExit) as exit_:
        main(["--redis", own_server.url.replace("redis://", f"redis://{login}"), "3"])

    out, err = capsys.readouterr()
    assert (out, exit_.value.code) == ("", 2)
    assert err.startswith("fizzbuzz: --redis: ")
    assert "wrong@" not in err


def test_a_database_that_does_not_exist_is_an_immediate_error(
    own_server: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database number that is too high is reported as an error in --redis; only the server can know that."""
    with pytest.raises(SystemExit) as exit_:
        main(["--redis", own_server.url.replace("/0", "/9999"), "3"])

    out, err = capsys.readouterr()
    assert (out, exit_.value.code) == ("", 2)
    assert "DB index is out of range" in err


def test_a_server_without_a_cluster_is_an_immediate_error(
    own_server: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """It exits with code 2 and what the server says, if the URL is that of a cluster."""
    with pytest.raises(SystemExit) as exit_:
        main(["--redis", f"redis+cluster://127.0.0.1:{own_server.port}", "3"])

    assert exit_.value.code == 2
    assert "cluster support disabled" in capsys.readouterr().err
