"""Keeps the limits of requests, and answers for those that fail."""

import asyncio
import logging

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fizzbuzz.service_limits import Limits
from fizzbuzz.service_problems import problem

_logger = logging.getLogger(__name__)

_DRAINED = 10  # times the limit of the body


class Guard:
    """An ASGI middleware that refuses what exceeds the limits, and turns any other error into a problem.

    A body that is too large isn't kept. A request that fails is logged, with its method, path and error; the
    client learns no more than that it failed.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Request(scope, receive, send, self._limits.body)
        timeout = asyncio.timeout(self._limits.seconds)
        try:
            async with timeout:
                await self._app(scope, request.receive, request.send)
        except Exception as error:  # noqa: BLE001 - the client gets an answer, and the log what happened
            failure = f"{type(error).__name__}: {error}"
        else:
            return
        if timeout.expired():
            failure = f"it took more than {self._limits.seconds:g} s"
            if request.is_arriving:  # the client was slow, and the service didn't fail
                await request.fail(408, failure)
                return
            await request.fail(503, failure)
        else:
            await request.fail(500, "the request failed, and it isn't your fault")
        _logger.error("a request failed", extra={"method": scope["method"], "path": scope["path"], "error": failure})


class _Request:
    """The streams of one request."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._limit = limit
        self._bytes = 0
        self._is_answered = False
        self.is_arriving = False

    async def receive(self) -> Message:
        """Return the next message; raises HTTPException if the body is, or says that it is, too large."""
        if self._announced() > self._limit:
            self.is_arriving = True
        else:
            message = await self._read()
            if self._bytes <= self._limit:
                return message
        await self._drain()
        raise HTTPException(413, f"the body has more than {self._limit:,} bytes", {"Connection": "close"})

    async def _read(self) -> Message:
        self.is_arriving = True
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        self.is_arriving = message.get("more_body", False)
        return message

    async def _drain(self) -> None:
        """Drop the rest of a body, within reason: most clients read the answer only when they have sent everything."""
        is_waiting = self._header(b"expect", b"").lower() == b"100-continue"
        while self.is_arriving and not is_waiting and self._bytes <= _DRAINED * self._limit:
            await self._read()

    def _announced(self) -> int:
        return int(self._header(b"content-length", b"0"))

    def _header(self, name: bytes, default: bytes) -> bytes:
        return next((value for key, value in self._scope["headers"] if key == name), default)

    async def send(self, message: Message) -> None:
        """Send a message."""
        self._is_answered = True
        await self._send(message)

    async def fail(self, status: int, detail: str) -> None:
        """Send a problem, unless the answer has begun."""
        if not self._is_answered:
            response = problem(status, detail, headers={"Connection": "close"})
            await response(self._scope, self._receive, self._send)
