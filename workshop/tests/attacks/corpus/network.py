"""Attacks that talk to other processes, on this machine or elsewhere."""

from tests.attacks.attack import kept

SOCKET = "import socket"
REDIS = "import redis\nimport pytest"
OWN = "client = redis.from_url(os.environ['REDIS_URL'])"


def server_stays_away(*words: str) -> tuple[str, ...]:
    """Return the lines of a test that has the run's own server connect to another."""
    command = ", ".join(words)
    return (
        OWN,
        "client.set('key', 'value')",
        "with pytest.raises(redis.RedisError):",
        f"    client.execute_command({command})",
    )


ATTACKS = [
    kept("other-port", "assert refused(socket.create_connection, ('127.0.0.1', PORT))", imports=SOCKET, is_quick=True),
    kept(
        "other-port-beside-a-server",
        "assert refused(socket.create_connection, ('127.0.0.1', PORT))",
        imports=SOCKET,
        exercise="09",
    ),
    kept("other-port-over-ipv6", "assert refused(socket.create_connection, ('::1', PORT))", imports=SOCKET),
    kept(
        "other-port-with-the-first-packet",
        "client = socket.socket()",
        "assert refused(client.sendto, b'GET /', socket.MSG_FASTOPEN, ('127.0.0.1', PORT))",
        imports=SOCKET,
    ),
    kept(
        "other-port-with-a-message",
        "client = socket.socket()",
        "assert refused(client.sendmsg, [b'GET /'], [], socket.MSG_FASTOPEN, ('127.0.0.1', PORT))",
        imports=SOCKET,
    ),
    kept(
        "other-port-later",
        "FAST_OPEN_CONNECT = 30",
        "client = socket.socket()",
        "client.setsockopt(socket.IPPROTO_TCP, FAST_OPEN_CONNECT, 1)",
        "assert refused(client.connect, ('127.0.0.1', PORT))",
        imports=SOCKET,
    ),
    kept(
        "other-port-in-another-process",
        "command = [sys.executable, '-c', f'import socket; socket.create_connection((\"127.0.0.1\", {PORT}))']",
        "assert subprocess.run(command, stderr=subprocess.DEVNULL).returncode != 0",
        imports="import subprocess",
    ),
    kept("other-host", "assert refused(socket.create_connection, ('192.0.2.1', 80), 1)", imports=SOCKET),
    kept(
        "name-of-a-host",
        "with pytest.raises(OSError):",
        "    socket.getaddrinfo('example.org', 80)",
        imports="import socket\nimport pytest",
    ),
    kept("udp", "assert refused(socket.socket, socket.AF_INET, socket.SOCK_DGRAM)", imports=SOCKET),
    kept("raw-packets", "assert refused(socket.socket, socket.AF_INET, socket.SOCK_RAW, 1)", imports=SOCKET),
    kept("all-packets", "assert refused(socket.socket, socket.AF_PACKET, socket.SOCK_RAW)", imports=SOCKET),
    kept("other-protocol", "assert refused(socket.socket, socket.AF_INET, socket.SOCK_STREAM, 262)", imports=SOCKET),
    kept("kernel", "assert refused(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW)", imports=SOCKET),
    kept("unix-socket", "assert refused(socket.socket, socket.AF_UNIX)", imports=SOCKET),
    kept(
        "abstract-socket",
        "pair, _ = socket.socketpair()",
        "with pytest.raises(OSError):",
        "    pair.connect('\\0workshop')",
        imports="import socket\nimport pytest",
    ),
    kept("serves", "assert refused(socket.create_server, ('127.0.0.1', 0))", imports=SOCKET),
    kept("serves-without-a-name", "assert refused(socket.socket().listen)", imports=SOCKET),
    kept(
        "server-follows-another",
        *server_stays_away("'REPLICAOF'", "'127.0.0.1'", "f'{PORT}'"),
        imports=REDIS,
        exercise="09",
    ),
    kept(
        "server-follows-another-by-its-old-name",
        *server_stays_away("'SLAVEOF'", "'127.0.0.1'", "f'{PORT}'"),
        imports=REDIS,
        exercise="09",
    ),
    kept(
        "server-sends-keys",
        *server_stays_away("'MIGRATE'", "'127.0.0.1'", "f'{PORT}'", "'key'", "0", "100"),
        imports=REDIS,
        exercise="09",
    ),
    kept(
        "server-meets-a-cluster",
        *server_stays_away("'CLUSTER'", "'MEET'", "'127.0.0.1'", "f'{PORT}'"),
        imports=REDIS,
        exercise="09",
    ),
    kept(
        "server-writes-elsewhere",
        *server_stays_away("'CONFIG'", "'SET'", "'dir'", "f'{CANARY}'"),
        imports=REDIS,
        exercise="09",
    ),
    kept(
        "server-loads-a-module",
        *server_stays_away("'MODULE'", "'LOAD'", "f'{CANARY}/file'"),
        imports=REDIS,
        exercise="09",
    ),
    kept(
        "server-logs-elsewhere",
        *server_stays_away("'CONFIG'", "'SET'", "'logfile'", "f'{CANARY}/log'"),
        imports=REDIS,
        exercise="09",
    ),
]
