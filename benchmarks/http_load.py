"""A server process, and a client that only writes a request and counts bytes: the measured time is the server's."""

import re
import socket
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


@contextmanager
def serving(command: Sequence[str]) -> Iterator[int]:
    """Run a command that serves on a free port and prints its URL on standard error; yield the port."""
    with subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True) as server:
        yield next(int(found[1]) for line in server.stderr or () if (found := re.search(r"//.*:(\d+)", line)))
        server.terminate()


def request(method: str, path: str, body: bytes = b"") -> bytes:
    """Return the bytes of a request with a JSON body."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def send(port: int, message: bytes, times: int, connections: int = 16) -> None:
    """Send a request `times` times to a local server, on several connections at once.

    Every answer must be as long as the first one, which must have the status 200; otherwise this raises OSError.
    """
    length = _answer_length(port, message)
    with ThreadPoolExecutor(connections) as clients:
        each = [clients.submit(_repeat, port, message, length, times // connections) for _ in range(connections)]
    for client in each:
        client.result()


def _answer_length(port: int, message: bytes) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection, connection.makefile("rb") as answer:
        connection.sendall(message)
        head = [*iter(answer.readline, b"\r\n"), b"\r\n"]
    if not head[0].startswith(b"HTTP/1.1 200 "):
        raise OSError(f"not an answer: {head[0]!r}")
    body = next(int(line.split()[1]) for line in head if line.lower().startswith(b"content-length:"))
    return len(b"".join(head)) + body


def _repeat(port: int, message: bytes, length: int, times: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(times):
            connection.sendall(message)
            rest = length
            while rest > 0:
                piece = len(connection.recv(65_536))
                if not piece:
                    raise OSError("the server closed the connection")
                rest -= piece
