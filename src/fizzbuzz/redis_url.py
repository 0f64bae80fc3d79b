"""Checks the URL of a Redis server or cluster, so that a mistake is reported at once and not taken for an outage."""

import os
import re
from collections.abc import Callable, Mapping
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

Rule = tuple[Callable[[str], bool], str]  # whether a value is right, and what it must be

_SCHEMES = ("redis", "rediss", "unix", "redis+cluster", "rediss+cluster")
_LONGEST_TIMEOUT = 86_400  # seconds: a day
_YES_OR_NO = {"1", "0", "true", "false", "yes", "no"}


def is_cluster_url(url: str) -> bool:
    """Return whether a URL is that of a cluster."""
    return urlsplit(url).scheme.endswith("+cluster")


def server_url(url: str) -> str:
    """Return a right URL as redis-py takes it: that of one server, or node of a cluster, and with a host."""
    address = urlsplit(url)
    login, at, host = address.netloc.rpartition("@")
    if address.scheme != "unix" and not address.hostname:
        host = f"localhost{host}"
    scheme = address.scheme.removesuffix("+cluster")
    query = f"?{address.query}" if address.query else ""
    return f"{scheme}://{login}{at}{host}{address.path}{query}"


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
    scheme, slashes, _ = url.partition("://")
    if not slashes or scheme.lower() not in _SCHEMES:
        raise ValueError("the URL must begin with redis://, rediss://, unix://, redis+cluster:// or rediss+cluster://")
    try:
        address = urlsplit(url)
    except ValueError:  # which shows the host and the login
        raise ValueError("invalid host, or a login that must be escaped, ä as %C3%A4, for example") from None
    if "#" in url:
        raise ValueError("in the URL, write # as %23")
    if address.scheme == "unix":
        if address.hostname:
            raise ValueError("a socket has no host; write unix:///run/redis.sock, with three slashes")
        _check("the path", unquote(address.path), (lambda path: "\0" not in path and len(path) > 1, "that of a socket"))
    else:
        _check_host(address.hostname or "")
        _check_port(address)
        database = "", "left out for a cluster"
        if not is_cluster_url(url):
            database = "[0-9]{0,9}", _at_least(0)[1]
        _check("the database", address.path.removeprefix("/"), _matching(*database))
    options = [name for name in _OPTIONS if _has_option(address.scheme, name)]
    values = _set_by_address(address)
    for name, value in parse_qsl(address.query, keep_blank_values=True):
        if name not in options:
            raise ValueError(f"{address.scheme}:// has no option {name!r}; it has {', '.join(options)}")
        if name in values:
            raise ValueError(f"the URL sets {name} twice")
        _check(name, value, _OPTIONS[name])
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


def _check_port(address: SplitResult) -> None:
    try:
        is_right = address.port != 0
    except ValueError:  # which shows the text, be it a password
        is_right = False
    if not is_right:
        raise ValueError("the port must be a number from 1 to 65535; a login ends with @")


def _has_option(scheme: str, name: str) -> bool:
    if name.startswith("ssl_"):
        return scheme in {"rediss", "rediss+cluster"}
    if name in {"db", "health_check_interval", "retry_on_timeout"}:
        return not scheme.endswith("+cluster")
    return name != "socket_keepalive" or scheme != "unix"


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

    return is_right, f"a whole number from {least}, with at most 9 digits"


def _matching(pattern: str, expected: str) -> Rule:
    return lambda text: re.fullmatch(pattern, text) is not None, expected


def _one_of(*values: str) -> Rule:
    return values.__contains__, " or ".join(values)


_TIMEOUT: Rule = (_is_timeout, f"a number of seconds above 0, and at most {_LONGEST_TIMEOUT}")
_FLAG: Rule = (lambda text: text.lower() in _YES_OR_NO, "yes or no")
_TEXT: Rule = _matching("[!-~]+", "one or more printable ASCII characters without spaces")
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
