"""The lost property office of a tram company, as an HTTP API: what is here follows from what has happened."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from secrets import token_urlsafe

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

HEADERS = {"Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Event:
    """An item has this description now, or is gone if that is None."""

    name: str
    description: str | None
    key: str | None = None


class Log:
    """All events, the oldest first."""

    def __init__(self) -> None:
        self._events: list[Event] = []

    def add(self, event: Event) -> None:
        """Write an event down, unless it changes nothing."""
        if self.description(event.name) != event.description:
            self._events.append(event)

    def description(self, name: str) -> str | None:
        """Return the description that an item has now."""
        return next((event.description for event in reversed(self._events) if event.name == name), None)

    def version(self, name: str) -> int:
        """Return how many events an item has had."""
        return sum(event.name == name for event in self._events)

    def with_key(self, key: str) -> Event | None:
        """Return the event of the request with this key."""
        return next((event for event in self._events if event.key == key), None)

    def names(self) -> list[str]:
        """Return the names of all items that are here, in the order of the alphabet."""
        return sorted(name for name in {event.name for event in self._events} if self.description(name) is not None)


class Office:
    """Answers requests from the log."""

    def __init__(self) -> None:
        self._log = Log()

    async def items(self, request: Request) -> Response:
        """Answer a request to the list."""
        if request.method != "POST":
            return JSONResponse([self._item(request, name) for name in self._log.names()], headers=HEADERS)
        description = await text_of(request.stream())
        key = request.headers.get("Idempotency-Key")
        event = self._log.with_key(key) if key else None
        if event is None:
            event = Event(token_urlsafe(6), description, key)
            self._log.add(event)
        elif event.description != description:
            raise HTTPException(422, "used before")
        content = {"url": url_of(request, event.name), "description": description}
        return JSONResponse(content, 201, {"Location": content["url"], **HEADERS})

    async def item(self, request: Request) -> Response:
        """Answer a request to an item."""
        name = request.path_params["name"]
        match request.method:
            case "DELETE":
                self._log.add(Event(name, None))
                return Response(status_code=204)
            case "PUT":
                description = await text_of(request.stream())
                self._item(request, name)
                self._log.add(Event(name, description))
                return JSONResponse(self._item(request, name), headers=HEADERS)
        content, etag = self._item(request, name), f'"{name}-{self._log.version(name)}"'
        if request.headers.get("If-None-Match") == etag:
            return Response(status_code=304, headers={"ETag": etag})
        return JSONResponse(content, headers={"ETag": etag, **HEADERS})

    def _item(self, request: Request, name: str) -> dict[str, str]:
        description = self._log.description(name)
        if description is None:
            raise HTTPException(404)
        return {"url": url_of(request, name), "description": description}


def url_of(request: Request, name: str) -> str:
    """Return the address of an item, on the host that was asked."""
    return f"{request.url_for('item', name=name)}"


async def text_of(chunks: AsyncIterator[bytes]) -> str:
    """Return the description in a body; raises HTTPException if the body breaks the rules."""
    body = bytearray()
    async for chunk in chunks:
        body.extend(chunk)
        if len(body) >= 1_001:
            raise HTTPException(413)
    try:
        description = json.loads(body)["description"]
        is_good = str.isprintable(description) and 0 < len(description) < 101
    except (ValueError, RecursionError, TypeError, LookupError):
        is_good = False
    if not is_good:
        raise HTTPException(422)
    return f"{description}"


async def failed(_: Request, error: Exception) -> Response:
    """Return an error in the form of a problem."""
    assert isinstance(error, HTTPException)
    content = json.dumps({"type": "about:blank", "status": error.status_code, "title": error.detail})
    return Response(content, error.status_code, error.headers, media_type="application/problem+json")


def create_app() -> Starlette:
    """Return a new office, which is empty."""
    office = Office()
    return Starlette(
        routes=[
            Route("/items", office.items, methods=["POST", "GET"]),
            Route("/items/{name}", office.item, methods=["DELETE", "PUT", "GET"]),
        ],
        exception_handlers={HTTPException: failed},
    )
