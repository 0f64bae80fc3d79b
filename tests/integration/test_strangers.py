"""The command, run in this process, with a server that isn't Redis where Redis should be."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from fizzbuzz.cli import main
from tests.redis_server import with_timeout


@contextmanager
def stranger(reply: bytes) -> Iterator[int]:
    """Yield the port of a server that says the same, whatever it's asked."""

    class Handler(BaseRequestHandler):
        """Replies to whatever arrives, often enough for a few commands at once."""

        def handle(self) -> None:
            """Reply until the client goes away."""
            with suppress(ConnectionError):  # if the client goes without reading everything
                while self.request.recv(4096):
                    self.request.sendall(reply * 10)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


@pytest.mark.parametrize("scheme", ["redis", "redis+cluster"])
@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", id="a web server"),
        pytest.param(b"$three\r\n", id="nonsense"),
        pytest.param(b"+OK\r\n", id="OK to everything"),
        pytest.param(b":1\r\n", id="a number"),
        pytest.param(b"*0\r\n", id="an empty list"),
    ],
)
def test_a_server_that_is_not_redis_is_an_outage(
    reply: bytes, scheme: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """The answers don't depend on what it says, and there's one warning."""
    with stranger(reply) as port:
        main(["--redis", with_timeout(f"{scheme}://127.0.0.1:{port}"), "3", "5"])

    assert capsys.readouterr().out == "Fizz\nBuzz\n"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
