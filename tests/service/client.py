"""A client that asks an application in this process, without a network."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
from fastapi import FastAPI

JSON = {"Content-Type": "application/json"}
NO_HEADERS: Mapping[str, str] = {}


class Client:
    """Sends requests to an application, one at a time, and returns its responses.

    `taken` counts the pieces of bodies that the application has taken.
    """

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self.taken = 0

    def get(self, path: str) -> httpx.Response:
        """Send a GET."""
        return self.request("GET", path)

    def post(self, numbers: object) -> httpx.Response:
        """Send a POST of anything that is JSON, as a rule a list of numerals."""
        return self.request("POST", "/fizzbuzz", json=numbers)

    def post_body(self, *pieces: bytes | None, headers: Mapping[str, str] = NO_HEADERS) -> httpx.Response:
        """Send a POST of a body that arrives in pieces; the client sleeps forever at a piece that is None."""

        async def body() -> AsyncIterator[bytes]:
            """Yield the pieces."""
            for piece in pieces:
                if piece is None:
                    await asyncio.Event().wait()
                else:
                    self.taken += 1
                    yield piece

        return self.request("POST", "/fizzbuzz", content=body(), headers={**JSON, **headers})

    def request(self, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401 - as httpx takes it
        """Send any request."""

        async def send() -> httpx.Response:
            """Send it to the application."""
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://fizzbuzz") as client:
                return await client.request(method, path, **content)

        return asyncio.run(send())
