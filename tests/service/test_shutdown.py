"""How the service stops listening, without any worker."""

import asyncio
import socket
from contextlib import ExitStack

from pytest_mock import MockerFixture
from uvicorn import Config

from fizzbuzz.service_shutdown import DrainingLoop, Supervisor


def test_the_supervisor_stops_listening_first(mocker: MockerFixture) -> None:
    """A client that comes late is refused at once, because no worker would answer it."""
    listener = mocker.Mock()

    Supervisor(Config("no application", log_config=None), [listener]).terminate_all()

    listener.close.assert_called_once_with()


def test_clients_that_wait_are_answered_before_the_end() -> None:
    """They have connected, and the service hasn't noticed yet."""

    class Greeter(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            transport.write(b"Hello")
            transport.close()

    async def greetings() -> list[bytes]:
        listener = socket.create_server(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(Greeter, sock=listener)
        address = listener.getsockname()
        with ExitStack() as stack:
            clients = [stack.enter_context(socket.create_connection(address, timeout=60)) for _ in range(3)]
            server.close()
            return [await asyncio.to_thread(client.recv, 5) for client in clients]

    with asyncio.Runner(loop_factory=DrainingLoop) as runner:
        assert runner.run(greetings()) == [b"Hello"] * 3
