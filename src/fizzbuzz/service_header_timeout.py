"""Gives up on clients that send the header of a request too slowly: uvicorn would wait for them forever."""

from asyncio import TimerHandle, Transport
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


class HeaderTimeoutProtocol(H11Protocol):
    """A connection that is closed if the header of a request takes more than some seconds.

    They count from its first byte, and for the first request from the beginning of the connection. Between requests,
    uvicorn itself closes a connection that stays idle.
    """

    def __init__(self, *, seconds: float, **options: Any) -> None:  # noqa: ANN401 - those of uvicorn
        super().__init__(**options)
        self._seconds = seconds
        self._timer: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Begin to wait for the first header."""
        super().connection_made(transport)
        self._timer = self._started_timer()

    def data_received(self, data: bytes) -> None:
        """Go on waiting, or stop if the header is complete."""
        super().data_received(data)
        is_complete = not getattr(self.cycle, "response_complete", True)  # the cycle of a request begins with it
        if self._timer is None and not is_complete:
            self._timer = self._started_timer()
        elif self._timer is not None and is_complete:
            self._timer.cancel()
            self._timer = None

    def _started_timer(self) -> TimerHandle:
        return self.loop.call_later(self._seconds, self.timeout_keep_alive_handler)
