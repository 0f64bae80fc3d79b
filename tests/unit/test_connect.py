"""How a URL becomes a Redis client."""

import pytest

from fizzbuzz.redis_cache import connect


def test_a_client_waits_one_second_and_does_not_retry() -> None:
    """A dead server costs a user one second, not the half minute of redis-py's default retries."""
    options = connect("redis://localhost").connection_pool.connection_kwargs

    assert (options["socket_timeout"], options["socket_connect_timeout"]) == (1.0, 1.0)
    assert options.get("retry") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("redis://localhost", {"host": "localhost"}, id="a host"),
        pytest.param("redis://localhost:6380/", {"host": "localhost", "port": 6380}, id="a port and a slash"),
        pytest.param("redis://localhost/15", {"host": "localhost", "db": 15}, id="a database"),
        pytest.param("redis://me:secret@localhost", {"username": "me", "password": "secret"}, id="a login"),
        pytest.param("unix:///run/redis.sock", {"path": "/run/redis.sock"}, id="a socket"),
        pytest.param("redis://localhost?socket_timeout=9", {"socket_timeout": 9.0}, id="another timeout"),
    ],
)
def test_the_url_sets_the_connection_options(url: str, expected: dict[str, object]) -> None:
    """Host, port, database, login, socket and options are taken from the URL."""
    options = connect(url).connection_pool.connection_kwargs

    assert expected.items() <= options.items()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("", "must specify one of the following schemes", id="empty"),
        pytest.param("localhost:6379", "must specify one of the following schemes", id="no scheme"),
        pytest.param("http://localhost", "must specify one of the following schemes", id="another scheme"),
        pytest.param("redis://localhost:port", "Port could not be cast", id="a port that isn't a number"),
        pytest.param("redis://localhost:65536", "Port out of range", id="a port that's too high"),
        pytest.param("redis://localhost/cache", "^the database must be a number, not 'cache'$", id="a database name"),
        pytest.param("redis://localhost?db=x", "Invalid value for 'db'", id="a bad option"),
        pytest.param("redis://localhost?speed=9", "^invalid host or option: .*speed", id="an unknown option"),
        pytest.param("rediss://localhost?ssl_cert_reqs=x", "^invalid host or option: .* x$", id="a bad flag"),
        pytest.param("redis://a..b", "^invalid host or option: .*label empty", id="an invalid host"),
        pytest.param("redis://\udcff", "^invalid host or option: ", id="a host that isn't UTF-8"),
    ],
)
def test_a_wrong_url_is_an_immediate_error(url: str, message: str) -> None:
    """A URL that can't be right is rejected without asking a server."""
    with pytest.raises(ValueError, match=message):
        connect(url)
