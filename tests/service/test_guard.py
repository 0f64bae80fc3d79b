"""The guard around an application that isn't FizzBuzz."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from fizzbuzz.service_guard import Guard
from fizzbuzz.service_limits import Limits

SCOPE = {"type": "http", "method": "GET", "path": "/", "headers": []}


async def receive() -> Message:
    """Return the empty body of a request."""
    return {"type": "http.request"}


def test_an_answer_that_has_begun_is_not_followed_by_another(caplog: pytest.LogCaptureFixture) -> None:
    """The log tells of the failure, and the client sees that the answer isn't complete."""
    sent: list[str] = []

    async def fail_late(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and fail."""
        await receive()
        await PlainTextResponse("half")(scope, receive, send)
        raise RuntimeError("too late")

    async def send(message: Message) -> None:
        """Note what is sent."""
        sent.append(message["type"])

    asyncio.run(Guard(fail_late, Limits())(dict(SCOPE), receive, send))

    assert sent == ["http.response.start", "http.response.body"]
    assert [vars(record)["error"] for record in caplog.records if "error" in vars(record)] == ["RuntimeError: too late"]


def test_other_protocols_pass() -> None:
    """The guard is about requests, and not about what a server says to an application when it starts."""
    passed: list[str] = []

    async def note(scope: Scope, _receive: Receive, _send: Send) -> None:
        """Note the protocol."""
        passed.append(scope["type"])

    async def send(_message: Message) -> None:
        """Send nothing."""

    asyncio.run(Guard(note, Limits())({"type": "lifespan"}, receive, send))

    assert passed == ["lifespan"]
