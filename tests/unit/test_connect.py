"""How a URL becomes a Redis client."""

import os
import re
from urllib.parse import parse_qsl, quote

import pytest
import redis
from pytest_mock import MockerFixture
from redis.cluster import RedisCluster
from redis.exceptions import MaxConnectionsError

from fizzbuzz.redis_cache import connect
from fizzbuzz.redis_cluster import ClusterClient


def pool_of(url: str) -> redis.ConnectionPool:
    """Return the pool of the client for a server, which knows the options of its connections."""
    client = connect(url)
    assert isinstance(client, redis.Redis)
    return client.connection_pool


def test_a_client_waits_one_second_and_does_not_retry() -> None:
    """A dead server costs a user one second, not the half minute of redis-py's default retries."""
    options = pool_of("redis://localhost").connection_kwargs

    assert (options["socket_timeout"], options["socket_connect_timeout"]) == (1.0, 1.0)
    assert options.get("retry") is None
    assert not options.get("retry_on_timeout")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("redis://localhost", {"host": "localhost"}, id="a host"),
        pytest.param("redis://localhost:6380/", {"host": "localhost", "port": 6380}, id="a port and a slash"),
        pytest.param("redis://localhost/15", {"host": "localhost", "db": 15}, id="a database"),
        pytest.param("redis:///15", {"db": 15}, id="no host"),
        pytest.param("redis://me:secret@localhost", {"username": "me", "password": "secret"}, id="a login"),
        pytest.param("unix:///run/redis.sock", {"path": "/run/redis.sock"}, id="a socket"),
        pytest.param("redis://localhost?socket_timeout=9", {"socket_timeout": 9.0}, id="another timeout"),
    ],
)
def test_the_url_sets_the_connection_options(url: str, expected: dict[str, object]) -> None:
    """Host, port, database, login, socket and options are taken from the URL."""
    options = pool_of(url).connection_kwargs

    assert expected.items() <= options.items()


SCHEMES = r"^the URL must begin with redis://, rediss://, unix://, redis\+cluster:// or rediss\+cluster://$"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("", SCHEMES, id="empty"),
        pytest.param("localhost:6379", SCHEMES, id="no scheme"),
        pytest.param("http://localhost", SCHEMES, id="another scheme"),
        pytest.param("redis:localhost", SCHEMES, id="no slashes"),
        pytest.param("redis+cluster:localhost", SCHEMES, id="a cluster without slashes"),
        pytest.param("REDIS+CLUSTER://localhost", "redis://", id="a scheme in capitals"),
        pytest.param("redis+cluster://a..b", "^invalid host 'a..b': ", id="an invalid host of a cluster"),
        pytest.param(
            "redis+cluster://localhost/0", "^the database must be left out for a cluster, not '0'$", id="both"
        ),
        pytest.param("redis+cluster://localhost?db=0", "^unknown option 'db'; ", id="a database option of a cluster"),
        pytest.param("redis+cluster://localhost?health_check_interval=1", "^unknown option 'health", id="a check"),
        pytest.param("redis://localhost:port", "Port could not be cast", id="a port that isn't a number"),
        pytest.param("redis://localhost:65536", "Port out of range", id="a port that's too high"),
        pytest.param("redis://localhost:0", "^the port must be a number from 1 to 65535, not 0$", id="port zero"),
        pytest.param("redis://localhost/cache", "^the database must be a number, not 'cache'$", id="a database name"),
        pytest.param(
            "redis://localhost/٣", "^the database must be a number, not '٣'$", id="a database in other digits"
        ),
        pytest.param("redis://a..b", "^invalid host 'a..b': .*label empty", id="an invalid host"),
        pytest.param("redis://\udcff", "^invalid host ", id="a host that isn't UTF-8"),
        pytest.param("redis://a%2E%2Eb", "^invalid host ", id="an invalid host with escaped dots"),
        pytest.param("unix://", "^the path must be that of a socket, not ''$", id="no socket"),
        pytest.param("unix:///", "^the path must be that of a socket, not '/'$", id="only a slash"),
        pytest.param("unix:///a%00b", "^the path must be that of a socket, not '/a.x00b'$", id="a NUL in a path"),
        pytest.param("redis://localhost?ssl_check_hostname=no", "^invalid option: ", id="an option of TLS without it"),
    ],
)
def test_a_wrong_url_is_an_immediate_error(url: str, message: str) -> None:
    """A URL that can't be right is rejected without asking a server."""
    with pytest.raises(ValueError, match=message):
        connect(url)


@pytest.mark.parametrize(
    "option",
    [
        "client_name=two words",
        "db=x",
        "db=-1",
        "db=1234567890",
        "health_check_interval=1.5",
        "max_connections=0",
        "password=",
        "protocol=1",
        "protocol=4",
        "retry_on_timeout=maybe",
        "socket_connect_timeout=-1",
        "socket_keepalive=2",
        "socket_keepalive=off",
        "socket_keepalive_options=3",
        "socket_read_size=0",
        "socket_timeout=0",
        "socket_timeout=nan",
        "socket_timeout=inf",
        "socket_timeout=86401",
        "socket_timeout=",
        "speed=9",
        "ssl_ca_certs=/no/such/file",
        f"ssl_ca_certs={'long' * 1_250}",
        f"ssl_ca_certs={os.curdir}",
        "ssl_ca_path=/no/such/folder",
        f"ssl_ca_path={'long' * 1_250}",
        f"ssl_ca_path={__file__}",
        "ssl_cert_reqs=x",
        "username=",
    ],
)
def test_a_wrong_option_is_an_immediate_error(option: str) -> None:
    """The message names the option, and the value or the options that there are."""
    name, _, value = option.partition("=")

    with pytest.raises(ValueError, match=f"^{name} must be .*{re.escape(repr(value))}$|^unknown option '{name}'; "):
        connect(f"redis://localhost?{option}")


@pytest.mark.parametrize(
    "option",
    [
        "client_name=me&protocol=3&db=0",
        "health_check_interval=0&max_connections=1&socket_read_size=1",
        "retry_on_timeout=no&socket_keepalive=TRUE",
        "socket_connect_timeout=.5&socket_timeout=86400",
        "username=me&password=%C3%9C%20",
        f"ssl_ca_certs={quote(__file__)}&ssl_ca_path={quote(os.curdir)}&ssl_cert_reqs=none&ssl_check_hostname=no",
    ],
)
def test_a_right_option_is_accepted(option: str) -> None:
    """Also the least value, and text in any language."""
    options = pool_of(f"rediss://localhost?{option}").connection_kwargs

    assert dict(parse_qsl(option)).keys() <= {*options, "max_connections"}


def test_the_only_connection_of_a_pool_is_free() -> None:
    """Checking the URL takes none."""
    pool = pool_of("redis://localhost?max_connections=1")

    pool.make_connection()
    with pytest.raises(MaxConnectionsError):
        pool.make_connection()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("redis+cluster://a:1?socket_timeout=9", "redis://a:1?socket_timeout=9", id="plain"),
        pytest.param("rediss+cluster://me:secret@a", "rediss://me:secret@a", id="TLS"),
    ],
)
def test_a_cluster_is_connected_to_when_it_is_first_used(url: str, address: str, mocker: MockerFixture) -> None:
    """A node that isn't there yet isn't an error. Each is waited for as long as a single server, without retries."""
    from_url = mocker.patch.object(RedisCluster, "from_url", side_effect=redis.ConnectionError)

    client = connect(url)

    from_url.assert_not_called()
    assert isinstance(client, ClusterClient)
    with pytest.raises(redis.ConnectionError):
        client.mget(["name"])
    from_url.assert_called_once_with(address, socket_timeout=1.0, socket_connect_timeout=1.0, retry=mocker.ANY)
    assert from_url.call_args.kwargs["retry"].get_retries() == 0
