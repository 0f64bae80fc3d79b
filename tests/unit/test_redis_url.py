"""Which URLs of a Redis are wrong."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pytest_mock import MockerFixture

from fizzbuzz import redis_url
from fizzbuzz.redis_cache import connect

SCHEMES = r"^the URL must begin with redis://, rediss://, unix://, redis\+cluster:// or rediss\+cluster://$"
HOST = "^invalid host, or a login that must be escaped, ä as %C3%A4, for example$"
PORT = r"^the port must be a number from 1 to 65535; a login ends with @$"
DATABASE = "^the database must be a whole number from 0, with at most 9 digits, not"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("", SCHEMES, id="empty"),
        pytest.param("localhost:6379", SCHEMES, id="no scheme"),
        pytest.param("http://localhost", SCHEMES, id="another scheme"),
        pytest.param("redis:localhost", SCHEMES, id="no slashes"),
        pytest.param("redis+cluster:localhost", SCHEMES, id="a cluster without slashes"),
        pytest.param(" redis://localhost", SCHEMES, id="a space before the scheme"),
        pytest.param("redis:0?password=://", SCHEMES, id="slashes that come later"),
        pytest.param("redis+cluster://a..b", "^invalid host 'a..b': ", id="an invalid host of a cluster"),
        pytest.param(
            "redis+cluster://localhost/0", "^the database must be left out for a cluster, not '0'$", id="both"
        ),
        pytest.param("redis://:s℀cr@localhost", HOST, id="a password with an unusual character"),
        pytest.param("redis://:[secret]", HOST, id="a host in brackets that isn't an address"),
        pytest.param("redis://localhost:port", PORT, id="a port that isn't a number"),
        pytest.param("redis://localhost:65536", PORT, id="a port that's too high"),
        pytest.param("redis://localhost:0", PORT, id="port zero"),
        pytest.param("redis://:secret", PORT, id="a login without a host"),
        pytest.param("redis://localhost/cache", f"{DATABASE} 'cache'$", id="a database name"),
        pytest.param("redis://localhost/٣", f"{DATABASE} '٣'$", id="a database in other digits"),
        pytest.param("redis://localhost/1234567890", f"{DATABASE} '1234567890'$", id="a database that's too high"),
        pytest.param("redis://a..b", "^invalid host 'a..b': .*label empty", id="an invalid host"),
        pytest.param("redis://\udcff", "^invalid host ", id="a host that isn't UTF-8"),
        pytest.param("redis://a%2E%2Eb", "^invalid host ", id="an invalid host with escaped dots"),
        pytest.param("redis://my host", "^invalid host 'my host': it must be a single name", id="a host with a space"),
        pytest.param("redis://a%00b", "^invalid host 'a%00b': it must be a single name", id="a NUL in a host"),
        pytest.param("redis+cluster://a,b:7000", "^invalid host 'a,b': it must be a single name", id="two nodes"),
        pytest.param("redis://localhost#1", "^in the URL, write # as %23$", id="a fragment"),
        pytest.param("redis://:4711#", "^in the URL, write # as %23$", id="a fragment that's empty"),
        pytest.param("unix://run/redis.sock", "^a socket has no host; write unix:///", id="a socket with two slashes"),
        pytest.param("unix://", "^the path must be that of a socket, not ''$", id="no socket"),
        pytest.param("unix:///", "^the path must be that of a socket, not '/'$", id="only a slash"),
        pytest.param("unix:///a%00b", "^the path must be that of a socket, not '/a.x00b'$", id="a NUL in a path"),
        pytest.param("redis://localhost/1?db=2", "^the URL sets db twice$", id="two databases"),
        pytest.param("redis://:secret@localhost?password=other", "^the URL sets password twice$", id="two passwords"),
        pytest.param("redis://localhost?protocol=2&protocol=3", "^the URL sets protocol twice$", id="two protocols"),
    ],
)
def test_a_wrong_url_is_an_immediate_error(url: str, message: str) -> None:
    """A URL that can't be right is rejected without asking a server."""
    with pytest.raises(ValueError, match=message):
        connect(url)


@pytest.mark.parametrize(
    "url",
    [
        "redis://:s3cr/et@localhost",
        "redis://:6379/s3cr@localhost",
        "redis://:s3cr?et@localhost",
        "redis://:6379?s3cr@localhost",
        "redis://:s3cr#et@localhost",
        "redis://:6379#s3cr@localhost",
        "redis://:[s3cr]et@localhost",
        "redis://:p@s3cr/et@localhost",
        "unix://me:s3cr/et@/run/redis.sock",
    ],
)
def test_a_password_that_is_not_escaped_is_not_shown(url: str) -> None:
    """A part of it isn't taken for another part of the URL, and the message says how to write it."""
    with pytest.raises(ValueError, match=r"^in a login, write / as %2F, ") as error:
        connect(url)

    assert "s3cr" not in f"{error.value}"


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
        "socket_read_size=0",
        "socket_timeout=0",
        "socket_timeout=nan",
        "socket_timeout=inf",
        "socket_timeout=86401",
        "socket_timeout=",
        "ssl_ca_certs=/no/such/file",
        f"ssl_ca_certs={'long' * 1_250}",
        f"ssl_ca_certs={os.curdir}",
        f"ssl_ca_certs={__file__}",
        "ssl_ca_certs=a\0b",
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

    with pytest.raises(ValueError, match=f"^{name} must be .*, not {re.escape(repr(value))}$"):
        connect(f"rediss://localhost?{option}")


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        pytest.param("client_name=ä", "one or more printable ASCII characters without spaces", id="another language"),
        pytest.param("max_connections=9999999999", "a whole number from 1, with at most 9 digits", id="high"),
        pytest.param("socket_timeout=100000", "a number of seconds above 0, and at most 86400", id="long"),
    ],
)
def test_the_message_says_all_that_an_option_must_be(option: str, expected: str) -> None:
    """Otherwise it would be false for a value that's wrong for another reason."""
    with pytest.raises(ValueError, match=f"^[a-z_]+ must be {expected}, not '"):
        connect(f"redis://localhost?{option}")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("redis://localhost?speed=9", "redis:// has no option 'speed'; it has client_name, db, .*, username"),
        ("redis://localhost?ssl_cert_reqs=none", "redis:// has no option 'ssl_cert_reqs'; it has .*"),
        ("unix:///x?ssl_check_hostname=no", "unix:// has no option 'ssl_check_hostname'; it has .*"),
        ("redis+cluster://localhost?ssl_ca_path=/", "redis[+]cluster:// has no option 'ssl_ca_path'; .*"),
        ("unix:///x?socket_keepalive=yes", "unix:// has no option 'socket_keepalive'; it has client_name, .*"),
        (
            "redis+cluster://localhost?db=0",
            "redis[+]cluster:// has no option 'db'; it has client_name, max_.*",
        ),
        ("rediss+cluster://localhost?health_check_interval=1", "rediss[+]cluster:// has no option 'health_.*"),
        ("redis+cluster://localhost?retry_on_timeout=yes", "redis[+]cluster:// has no option 'retry_on_timeout'.*"),
    ],
)
def test_an_option_of_other_urls_is_an_immediate_error(url: str, message: str) -> None:
    """The message names the option, and those that there are."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        connect(url)


TLS = Path(__file__).parent / "tls"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"ssl_certfile": __file__}, id="no certificate"),
        pytest.param({"ssl_certfile": TLS / "certificate.pem"}, id="no key"),
        pytest.param({"ssl_certfile": __file__, "ssl_keyfile": TLS / "key.pem"}, id="only a key"),
        pytest.param(
            {"ssl_certfile": TLS / "certificate.pem", "ssl_keyfile": TLS / "key_with_passphrase.pem"}, id="a passphrase"
        ),
    ],
)
def test_a_certificate_that_cannot_be_used_is_an_immediate_error(options: Mapping[str, str | Path]) -> None:
    """It isn't taken for an outage."""
    with pytest.raises(ValueError, match=r"^ssl_certfile must be a certificate in PEM format, with its key in .*\.p"):
        connect(f"rediss://localhost?{urlencode(options)}")


def test_nobody_is_asked_for_a_passphrase(mocker: MockerFixture) -> None:
    """OpenSSL asks on the terminal unless it gets one, be it empty."""
    context = mocker.patch.object(redis_url, "SSLContext").return_value
    certificate, key = f"{TLS / 'certificate.pem'}", f"{TLS / 'key.pem'}"

    connect(f"rediss://localhost?{urlencode({'ssl_certfile': certificate, 'ssl_keyfile': key})}")

    context.load_cert_chain.assert_called_once_with(certificate, key, password="")


def test_a_key_needs_its_certificate() -> None:
    """The message names both options."""
    with pytest.raises(ValueError, match=r"^ssl_keyfile needs ssl_certfile, the certificate that belongs"):
        connect(f"rediss://localhost?{urlencode({'ssl_keyfile': TLS / 'key.pem'})}")
