"""How the service ends: every request that has reached it is answered first."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from socket import socket
from ssl import SSLContext

from uvicorn import Config
from uvicorn.supervisors import Multiprocess

from fizzbuzz.service_header_timeout import HeaderTimeoutProtocol

_CLOSE = (b"connection", b"close")
_FAREWELL = 2.0  # seconds in which an idle client may still send a request


class FarewellProtocol(HeaderTimeoutProtocol):
    """A connection that says goodbye: the last answer carries `Connection: close`, and an idle client has time for one.

    uvicorn closes an idle connection at once, even if the next request has arrived and hasn't been read.
    """

    def shutdown(self) -> None:
        """Close the connection after its next answer, or when the client has sent nothing for a while."""
        headers = [header for header in self.server_state.default_headers if header != _CLOSE]
        self.server_state.default_headers = [*headers, _CLOSE]
        if self.cycle is not None:
            self.cycle.default_headers = self.server_state.default_headers
        self.loop.call_later(_FAREWELL, self._close)

    def _close(self) -> None:
        if not self.transport.is_closing():  # pragma: no branch - what clients do meanwhile differs from run to run
            super().shutdown()


class DrainingLoop(asyncio.SelectorEventLoop):
    """An event loop whose servers take the connections that still wait for them before they stop listening.

    The system resets those that wait when the last worker closes the listener.
    """

    async def create_server(  # type: ignore[override]  # only what uvicorn calls it with
        self,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        *,
        sock: socket,
        ssl: SSLContext | None = None,
        backlog: int = 100,
    ) -> asyncio.Server:
        """Return a server for a socket that listens."""
        server = await super().create_server(protocol_factory, sock=sock, ssl=ssl, backlog=backlog)
        close = server.close
        taken: set[asyncio.Task[object]] = set()

        def drain_and_close() -> None:
            with suppress(OSError):  # BlockingIOError, once none is left
                while True:
                    connection, _ = sock.accept()
                    taken.add(self.create_task(self.connect_accepted_socket(protocol_factory, connection)))
            close()

        server.close = drain_and_close  # type: ignore[method-assign]
        return server


class Supervisor(Multiprocess):
    """Runs the workers and, at the end, stops listening first: no worker would answer a new connection.

    `exit_code` is 130 after Ctrl-C, otherwise 0.
    """

    def __init__(self, config: Config, sockets: list[socket]) -> None:
        super().__init__(config, sockets)
        self.exit_code = 0

    def handle_int(self) -> None:
        """Note that it was Ctrl-C."""
        self.exit_code = 130
        super().handle_int()

    def terminate_all(self) -> None:
        """Stop listening, and have the workers answer what has reached them."""
        for listener in self.sockets:
            listener.close()
        super().terminate_all()
