"""The guard around an application that isn't FizzBuzz."""

import asyncio

import pytest
from pytest_mock import MockerFixture
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from fizzbuzz.service_limit_guard import Guard
from fizzbuzz.service_limits import Limits

REQUEST = {"type": "http", "method": "GET", "path": "/", "headers": []}


def test_an_answer_that_has_begun_is_not_followed_by_another(
    mocker: MockerFixture, caplog: pytest.LogCaptureFixture
) -> None:
    """The log tells of the failure, and the client sees that the answer isn't complete."""
    send = mocker.AsyncMock()

    async def fail_late(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and fail."""
        await PlainTextResponse("half")(scope, receive, send)
        raise RuntimeError("too late")

    asyncio.run(Guard(fail_late, Limits())(REQUEST, mocker.AsyncMock(), send))

    assert [call.args[0]["type"] for call in send.mock_calls] == ["http.response.start", "http.response.body"]
    assert [vars(record)["error"] for record in caplog.records if "error" in vars(record)] == ["RuntimeError: too late"]


def test_a_timeout_of_something_else_is_a_failure(mocker: MockerFixture, caplog: pytest.LogCaptureFixture) -> None:
    """The request wasn't too slow, so neither the answer nor the log may say that it was."""
    app, send = mocker.AsyncMock(side_effect=TimeoutError("no reply")), mocker.AsyncMock()

    asyncio.run(Guard(app, Limits())(REQUEST, mocker.AsyncMock(), send))

    assert send.mock_calls[0].args[0]["status"] == 500
    assert [vars(record)["error"] for record in caplog.records if "error" in vars(record)] == ["TimeoutError: no reply"]


def test_a_cancelled_request_is_not_answered(mocker: MockerFixture, caplog: pytest.LogCaptureFixture) -> None:
    """A server cancels what it doesn't wait for at its end: no one would read the answer, and nothing has failed."""
    app, send = mocker.AsyncMock(side_effect=asyncio.CancelledError), mocker.AsyncMock()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(Guard(app, Limits())(REQUEST, mocker.AsyncMock(), send))

    send.assert_not_called()
    assert [record for record in caplog.records if "error" in vars(record)] == []


def test_other_protocols_pass(mocker: MockerFixture) -> None:
    """The guard is about requests, and not about what a server says to an application when it starts."""
    app = mocker.AsyncMock()

    asyncio.run(Guard(app, Limits())({"type": "lifespan"}, mocker.AsyncMock(), mocker.AsyncMock()))

    assert app.mock_calls[0].args[0] == {"type": "lifespan"}
