"""How a URL becomes a Redis client."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, quote

import pytest
import redis
from pytest_mock import MockerFixture
from redis.cluster import RedisCluster
from redis.exceptions import MaxConnectionsError

from fizzbuzz.redis_cache import connect
from fizzbuzz.redis_cluster import ClusterClient

TLS = Path(__file__).parent / "tls"
CERTIFICATE, KEY = (quote(f"{TLS / name}") for name in ("certificate.pem", "key.pem"))


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


def test_a_client_does_not_decode_responses() -> None:
    """A value that isn't UTF-8 would be an error, not a miss."""
    assert not pool_of("redis://localhost").connection_kwargs.get("decode_responses")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("redis://localhost", {"host": "localhost"}, id="a host"),
        pytest.param("redis://localhost:6380/", {"host": "localhost", "port": 6380}, id="a port and a slash"),
        pytest.param("redis://localhost/15", {"host": "localhost", "db": 15}, id="a database"),
        pytest.param("redis:///15", {"host": "localhost", "db": 15}, id="no host"),
        pytest.param("REDIS://LocalHost/15", {"host": "localhost", "db": 15}, id="a scheme in capitals"),
        pytest.param("redis://me:secret@localhost", {"username": "me", "password": "secret"}, id="a login"),
        pytest.param("redis://:my+cluster@localhost", {"password": "my+cluster"}, id="a password like a scheme"),
        pytest.param("unix:///run/redis.sock", {"path": "/run/redis.sock"}, id="a socket"),
        pytest.param("redis://localhost?socket_timeout=9", {"socket_timeout": 9.0}, id="another timeout"),
    ],
)
def test_the_url_sets_the_connection_options(url: str, expected: dict[str, object]) -> None:
    """Host, port, database, login, socket and options are taken from the URL."""
    options = pool_of(url).connection_kwargs

    assert expected.items() <= options.items()


@pytest.mark.parametrize(
    "option",
    [
        "client_name=me&protocol=3&db=0",
        "health_check_interval=0&max_connections=1&socket_read_size=1",
        "retry_on_timeout=no&socket_keepalive=TRUE",
        "socket_connect_timeout=.5&socket_timeout=86400",
        "username=me&password=%C3%9C%20",
        f"ssl_certfile={CERTIFICATE}&ssl_keyfile={KEY}",
        f"ssl_ca_certs={CERTIFICATE}&ssl_ca_path={quote(os.curdir)}&ssl_cert_reqs=none&ssl_check_hostname=no",
    ],
)
def test_a_right_option_is_accepted(option: str) -> None:
    """Also the least value, and text in any language."""
    options = pool_of(f"rediss://localhost?{option}").connection_kwargs

    assert dict(parse_qsl(option)).keys() <= {*options, "max_connections"}


@pytest.mark.parametrize("url", ["redis://h", "rediss://h", "unix:///x", "redis+cluster://h", "rediss+cluster://h"])
def test_the_client_knows_every_option_of_a_scheme(url: str) -> None:
    """If it refused one, that would be found out only with the first command."""
    with pytest.raises(ValueError, match="has no option 'x'; it has ") as error:
        connect(f"{url}?x=")
    values = {"db": "0", "protocol": "3", "ssl_ca_certs": CERTIFICATE, "ssl_certfile": CERTIFICATE, "ssl_keyfile": KEY}
    values |= {"ssl_ca_path": quote(os.curdir), "ssl_cert_reqs": "none"}
    options = "&".join(
        f"{name}={values.get(name, '1')}" for name in f"{error.value}".rpartition("; it has ")[2].split(", ")
    )

    client = connect(f"{url.replace('+cluster', '')}?{options}")

    assert isinstance(client, redis.Redis)
    client.connection_pool.make_connection()


def test_a_certificate_and_its_key_may_be_in_one_file(tmp_path: Path) -> None:
    """Then only the certificate is named."""
    both = tmp_path / "both.pem"
    both.write_bytes(b"".join((TLS / name).read_bytes() for name in ("certificate.pem", "key.pem")))

    assert pool_of(f"rediss://localhost?ssl_certfile={quote(f'{both}')}").connection_kwargs["ssl_certfile"] == f"{both}"


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
        pytest.param("REDISS+CLUSTER://a", "rediss://a", id="capitals"),
        pytest.param("redis+cluster://", "redis://localhost", id="no host"),
        pytest.param("redis+cluster://me:secret@:7000", "redis://me:secret@localhost:7000", id="a port without a host"),
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
