"""The installed command as a process that serves: signals, workers, and a Redis that dies."""

import signal
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from tests.redis_server import RedisServer
from tests.service.conftest import Serve

HALF = (
    b"POST /fizzbuzz HTTP/1.1\r\nHost: fizzbuzz\r\nContent-Type: application/json\r\nContent-Length: 9\r\n"
    b'Expect: 100-continue\r\n\r\n["3",'
)
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@unix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_request_under_way_is_answered_before_the_end(number: int, serve: Serve) -> None:
    """The service doesn't end in the middle of a request, and then it ends quietly."""
    service = serve()
    address = urlsplit(service.url)
    with socket.create_connection((address.hostname, address.port), timeout=60) as connection:
        connection.sendall(HALF)
        assert connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"  # the body is being read

        service.process.send_signal(number)
        connection.sendall(b'"5"]')
        answer = b"".join(iter(lambda: connection.recv(4096), b""))

    assert answer.endswith(b'{"answers":["Fizz","Buzz"]}')
    assert (service.process.communicate(), service.process.returncode) == (("", ""), 0)


@unix
def test_workers_share_one_port(serve: Serve) -> None:
    """They answer together, and end together."""
    service = serve("--workers", "2")

    with service.client() as client:
        answers = [client.get(f"/fizzbuzz/{number}").json()["answer"] for number in range(1, 6)]

    assert answers == ["1", "2", "Fizz", "4", "Buzz"]
    assert service.end(signal.SIGTERM) == (0, "")


@unix
@pytest.mark.server
def test_a_redis_that_dies_and_comes_back_costs_no_answer(own_server: RedisServer, serve: Serve) -> None:
    """Requests from several clients at once are answered, and right, whatever happens to the server meanwhile."""
    service = serve("--redis", own_server.url)

    def ask(start: int) -> list[str]:
        numbers = range(start, start + 40)
        with service.client() as client:
            return [client.get(f"/fizzbuzz/{15 * number}").json()["answer"] for number in numbers]

    with ThreadPoolExecutor(4) as clients:
        asked = [clients.submit(ask, start) for start in (0, 1_000, 2_000, 3_000)]
        own_server.kill()
        own_server.start()
        answers = [answer for each in asked for answer in each.result()]

    assert answers == ["FizzBuzz"] * 160
    code, errors = service.end(signal.SIGTERM)
    assert (code, errors.count('"level": "warning"')) == (0, errors.count("\n"))


def test_a_taken_port_is_reported(serve: Serve) -> None:
    """One line says what's wrong, and the exit code is 1."""
    service = serve()

    second = serve("--port", service.url.rpartition(":")[2])

    assert second.first_line.startswith("fizzbuzz-service: can't listen on 127.0.0.1:")
    assert (second.process.communicate(), second.process.returncode) == (("", ""), 1)
