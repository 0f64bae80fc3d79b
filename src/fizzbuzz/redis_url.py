"""Checks the URL of a Redis server or cluster, so that a mistake is reported at once and not taken for an outage."""

import os
import re
from collections.abc import Callable, Mapping
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

Rule = tuple[Callable[[str], bool], str]  # whether a value is right, and what it must be

_SCHEMES = ("redis", "rediss", "unix", "redis+cluster", "rediss+cluster")
_LONGEST_TIMEOUT = 86_400.0  # seconds: a day
_YES_OR_NO = {"1", "0", "true", "false", "yes", "no"}


def is_cluster_url(url: str) -> bool:
    """Return whether a URL is that of a cluster."""
    return urlsplit(url).scheme.endswith("+cluster")


def check_url(url: str) -> None:
    """Raise ValueError, which names what's wrong, if a URL can't lead to a Redis server or cluster.

    The message doesn't show a password, even one that isn't escaped and so got into other parts of the URL.
    """
    try:
        _check_parts(url)
    except ValueError:
        login, _, _ = url.partition("://")[2].rpartition("@")
        if set(login) & set("/?#[]"):
            raise ValueError("in a login, write / as %2F, ? as %3F, # as %23, [ as %5B and ] as %5D") from None
        raise


def _check_parts(url: str) -> None:
    address = urlsplit(url)
    if address.scheme not in _SCHEMES or "://" not in url:
        raise ValueError("the URL must begin with redis://, rediss://, unix://, redis+cluster:// or rediss+cluster://")
    if "#" in url:
        raise ValueError("in the URL, write # as %23")
    if address.scheme == "unix":
        if address.hostname:
            raise ValueError("a socket has no host; write unix:///run/redis.sock, with three slashes")
        _check("the path", unquote(address.path), (lambda path: "\0" not in path and len(path) > 1, "that of a socket"))
    else:
        _check_host(address.hostname or "")
        if address.port == 0:
            raise ValueError("the port must be a number from 1 to 65535, not 0")
        database = "[0-9]*", "a number"
        if is_cluster_url(url):
            database = "", "left out for a cluster"
        _check("the database", address.path.removeprefix("/"), _matching(*database))
    options = _OPTIONS_OF_A_CLUSTER if is_cluster_url(url) else _OPTIONS
    values = _set_by_address(address)
    for name, value in parse_qsl(address.query, keep_blank_values=True):
        if name not in options:
            raise ValueError(f"unknown option {name!r}; there are {', '.join(options)}")
        if name in values:
            raise ValueError(f"the URL sets {name} twice")
        _check(name, value, options[name])
        values[name] = value
    _check_certificate(values.get("ssl_certfile"), values.get("ssl_keyfile"))


def _set_by_address(address: SplitResult) -> dict[str, str]:
    database = address.path.strip("/") if address.scheme != "unix" else ""
    options = {"username": address.username, "password": address.password, "db": database}
    return {name: value for name, value in options.items() if value}


def _check(name: str, value: str, rule: Rule) -> None:
    is_right, expected = rule
    if not is_right(value):
        raise ValueError(f"{name} must be {expected}, not {value!r}")


def _check_host(host: str) -> None:
    if re.search(r"[\s,\0]", unquote(host)):
        raise ValueError(f"invalid host {host!r}: it must be a single name or address")
    try:
        unquote(host).encode("idna")
    except UnicodeError as error:
        raise ValueError(f"invalid host {host!r}: {error}") from None


def _check_certificate(ssl_certfile: str | None, ssl_keyfile: str | None) -> None:
    """Check the certificate of the client and its key, which only together are right or wrong."""
    if ssl_certfile:
        # with an empty passphrase, OpenSSL doesn't ask for one
        loads = _loads(lambda context, path: context.load_cert_chain(path, ssl_keyfile, password=""))
        expected = "a certificate in PEM format, with its key in the same file or in ssl_keyfile, without a passphrase"
        _check("ssl_certfile", ssl_certfile, (loads, expected))
    elif ssl_keyfile:
        raise ValueError("ssl_keyfile needs ssl_certfile, the certificate that belongs to the key")


def _loads(load: Callable[[SSLContext, str], None]) -> Callable[[str], bool]:
    def is_right(path: str) -> bool:
        try:
            load(SSLContext(PROTOCOL_TLS_CLIENT), path)
        except (OSError, ValueError):  # also an SSLError, or a NUL in the path
            return False
        return True

    return is_right


def _is_timeout(text: str) -> bool:
    try:
        seconds = float(text)
    except ValueError:
        return False
    return 0 < seconds <= _LONGEST_TIMEOUT


def _at_least(least: int) -> Rule:
    def is_right(text: str) -> bool:
        return re.fullmatch("[0-9]{1,9}", text) is not None and int(text) >= least

    return is_right, f"a whole number from {least}"


def _matching(pattern: str, expected: str) -> Rule:
    return lambda text: re.fullmatch(pattern, text) is not None, expected


def _one_of(*values: str) -> Rule:
    return values.__contains__, " or ".join(values)


_TIMEOUT: Rule = (_is_timeout, "a number of seconds above 0")
_FLAG: Rule = (lambda text: text.lower() in _YES_OR_NO, "yes or no")
_TEXT: Rule = _matching("[!-~]+", "a string without spaces")
_SECRET: Rule = (bool, "a string")
# not of pathlib, whose methods raise OSError if the name is too long
_FILE: Rule = (os.path.isfile, "a file that exists")
_CERTIFICATES: Rule = (_loads(SSLContext.load_verify_locations), "a file of certificates in PEM format")
_FOLDER: Rule = (os.path.isdir, "a folder that exists")

_OPTIONS: Mapping[str, Rule] = MappingProxyType(
    {
        "client_name": _TEXT,
        "db": _at_least(0),
        "health_check_interval": _at_least(0),
        "max_connections": _at_least(1),
        "password": _SECRET,
        "protocol": _one_of("2", "3"),
        "retry_on_timeout": _FLAG,
        "socket_connect_timeout": _TIMEOUT,
        "socket_keepalive": _FLAG,
        "socket_read_size": _at_least(1),
        "socket_timeout": _TIMEOUT,
        "ssl_ca_certs": _CERTIFICATES,
        "ssl_ca_path": _FOLDER,
        "ssl_cert_reqs": _one_of("none", "optional", "required"),
        "ssl_certfile": _FILE,
        "ssl_check_hostname": _FLAG,
        "ssl_keyfile": _FILE,
        "username": _SECRET,
    }
)
_OPTIONS_OF_A_CLUSTER = {
    name: rule for name, rule in _OPTIONS.items() if name not in {"db", "health_check_interval", "retry_on_timeout"}
}
