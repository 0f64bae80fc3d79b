"""The installed command as a process that serves: signals, workers, and limits."""

import signal
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from queue import Queue
from select import select
from urllib.parse import urlsplit

import httpx
import pytest

from tests.service.conftest import Serve, Service

HALF = (
    b"POST /fizzbuzz HTTP/1.1\r\nHost: service\r\nContent-Type: application/json\r\nContent-Length: 9\r\n"
    b'Expect: 100-continue\r\n\r\n["3",'
)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def connect(service: Service) -> socket.socket:
    """Return a connection that waits as long as a busy machine needs."""
    address = urlsplit(service.url)
    return socket.create_connection((address.hostname, address.port), timeout=60)


def wait_for_the_end_to_begin(service: Service) -> None:
    """Ask until an answer is said to be the last one on its connection, or until nobody answers any more."""
    with suppress(httpx.TransportError), service.client() as client:
        list(iter(lambda: client.get("/health").headers.get("Connection"), "close"))


def read_all(connection: socket.socket) -> bytes:
    """Return what arrives until the other side closes the connection."""
    return b"".join(iter(lambda: connection.recv(4096), b""))


def test_a_request_under_way_is_answered_before_the_end(serve: Serve) -> None:
    """After Ctrl-C, the service doesn't end in the middle of a request, and then it ends quietly."""
    service = serve()
    with connect(service) as connection:
        connection.sendall(HALF)
        assert connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"  # the body is being read

        service.process.send_signal(signal.SIGINT)
        wait_for_the_end_to_begin(service)
        connection.sendall(b'"5"]')
        answer = read_all(connection)

    assert b"\r\nconnection: close\r\n" in answer
    assert answer.endswith(b'{"answers":["Fizz","Buzz"]}')
    assert (service.process.communicate(), service.process.returncode) == (("", ""), 130)


@pytest.mark.parametrize(
    ("number", "code"), [pytest.param(signal.SIGTERM, 0, id="SIGTERM"), pytest.param(signal.SIGINT, 130, id="Ctrl-C")]
)
@pytest.mark.usefixtures("measured_processes")
def test_the_end_under_load_loses_no_request(number: int, code: int, serve: Serve) -> None:
    """Two workers answer whatever has reached them, and every client learns that its last answer is the last."""
    service = serve("--workers", "2")
    begun: Queue[None] = Queue()

    def ask() -> set[bytes]:
        """Ask on one connection until the service closes it, and return the answers."""
        answers = set()
        connection = HTTPConnection(urlsplit(service.url).netloc, timeout=60)
        is_last = False
        while not is_last:
            connection.request("GET", "/fizzbuzz/15")
            response = connection.getresponse()
            answers.add(response.read())
            is_last = response.getheader("Connection") == "close"
            begun.put(None)
        return answers

    with ThreadPoolExecutor(8) as clients:
        asked = [clients.submit(ask) for _ in range(8)]
        for _ in range(100):
            begun.get(timeout=60)
        code_and_errors = service.end(number)

    assert [each.result() for each in asked] == [{b'{"number":"15","answer":"FizzBuzz"}'}] * 8
    assert code_and_errors == (code, "")


@pytest.mark.usefixtures("measured_processes")
def test_an_idle_client_may_ask_once_more(serve: Serve) -> None:
    """A request that crosses with the signal is answered; a client that stays silent is left after a while."""
    service = serve()
    with connect(service) as silent, connect(service) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: service\r\n\r\n")
        connection.recv(4096)

        service.process.send_signal(signal.SIGTERM)
        connection.sendall(b"GET /fizzbuzz/15 HTTP/1.1\r\nHost: service\r\n\r\n")

        assert read_all(connection).endswith(b'{"number":"15","answer":"FizzBuzz"}')
        assert read_all(silent) == b""
    assert (service.process.communicate(), service.process.returncode) == (("", ""), 0)


def test_limits_are_kept_while_a_body_arrives(serve: Serve) -> None:
    """A body that's too large is refused, with and without its length, and a slow one is given up."""
    service = serve("--max-body", "100", "--timeout", "0.5")

    def pieces() -> Iterator[bytes]:
        """Yield a body that doesn't say how long it is."""
        yield from [b" " * 60] * 2

    with service.client() as client:
        statuses = [client.post("/fizzbuzz", content=content).status_code for content in (b" " * 101, pieces())]
    with connect(service) as connection:
        connection.sendall(HALF)
        answer = read_all(connection)

    assert statuses == [413, 413]
    assert b"HTTP/1.1 408 Request Timeout\r\n" in answer


def send_without_end(connection: socket.socket) -> bytes:
    """Send a header that never ends until the other side closes the connection, and return what it has answered."""
    answer = b""
    with suppress(ConnectionError):  # if something is sent when it's closed
        connection.sendall(b"GET /")
        while not select([connection], [], [], 0.05)[0]:
            connection.sendall(b"x" * 200)
        answer = read_all(connection)
    return answer


@pytest.mark.usefixtures("measured_processes")
def test_a_header_that_takes_too_long_is_given_up(serve: Serve) -> None:
    """The connection is closed without an answer, whether the client sends ever more or nothing, and to any request."""
    service = serve("--timeout", "0.5")
    with connect(service) as later:
        later.sendall(b"GET /health HTTP/1.1\r\nHost: service\r\n\r\n")
        answer = b""
        while not answer.endswith(b'{"status":"alive"}'):
            answer += later.recv(4096)
        with connect(service) as silent, connect(service) as first:
            answers = [send_without_end(first), read_all(silent), send_without_end(later)]

    assert answers == [b"", b"", b""]
    assert service.end(signal.SIGTERM) == (0, "")
