"""The lost property office of a tram company, as an HTTP API."""

import json
from hashlib import sha256
from itertools import count
from uuid import uuid4

from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

MOST_BYTES = 1_000  # of a body
MOST_CHARACTERS = 100  # of a description


class Office:
    """The items that are here, by number, and the reports that have been answered, by idempotency key."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.items: dict[int, str] = {}
        self.reports: dict[str, tuple[int, str]] = {}


class Items(HTTPEndpoint):
    """All items, at `/items`."""

    async def get(self, request: Request) -> Response:
        """Answer with all items that are here."""
        office: Office = request.app.state.office
        return JSONResponse([item(number, description) for number, description in office.items.items()])

    async def post(self, request: Request) -> Response:
        """Record an item, unless the key of the request says that this was done before."""
        office: Office = request.app.state.office
        key = request.headers.get("Idempotency-Key", f"{uuid4()}")  # without a key, no request is a repetition
        description = await read_description(request)
        if key not in office.reports:
            number = next(office.numbers)
            office.reports[key] = number, description
            office.items[number] = description
        number, reported = office.reports[key]
        if reported != description:
            raise HTTPException(422, "this Idempotency-Key has been used for another description")
        return JSONResponse(item(number, description), 201, {"Location": url_of(number)})


class Item(HTTPEndpoint):
    """One item, at `/items/1` and so on."""

    async def get(self, request: Request) -> Response:
        """Answer with the item, unless the client has it already."""
        number, description = find_item(request)
        headers = {"ETag": etag_of(description)}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return JSONResponse(item(number, description), headers=headers)

    async def put(self, request: Request) -> Response:
        """Replace the description."""
        office: Office = request.app.state.office
        description = await read_description(request)
        number, _ = find_item(request)
        office.items[number] = description
        return JSONResponse(item(number, description))

    async def delete(self, request: Request) -> Response:
        """Hand the item out; once it's gone, there's nothing to do."""
        office: Office = request.app.state.office
        office.items.pop(request.path_params["number"], None)
        return Response(status_code=204)


def find_item(request: Request) -> tuple[int, str]:
    """Return the number and the description of the item that a request is about; raises HTTPException if it's gone."""
    office: Office = request.app.state.office
    number = request.path_params["number"]
    if number not in office.items:
        raise HTTPException(404, "there is no such item")
    return number, office.items[number]


async def read_description(request: Request) -> str:
    """Return the description in the body of a request; raises HTTPException if the body breaks the rules."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"a body has at most {MOST_BYTES} bytes")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise HTTPException(422, "the body must be JSON") from None
    description = content.get("description") if isinstance(content, dict) else None
    if not isinstance(description, str) or not description.isprintable():
        raise HTTPException(422, 'the body must be an object like {"description": "a printable text"}')
    if not 1 <= len(description) <= MOST_CHARACTERS:
        raise HTTPException(422, f"a description has 1 to {MOST_CHARACTERS} characters")
    return description


def url_of(number: int) -> str:
    """Return the address of an item."""
    return f"/items/{number}"


def etag_of(description: str) -> str:
    """Return the ETag of an item with this description."""
    return f'"{sha256(description.encode()).hexdigest()}"'


def item(number: int, description: str) -> dict[str, str]:
    """Return an item as clients see it."""
    return {"url": url_of(number), "description": description}


def problem(_: Request, error: Exception) -> Response:
    """Return an error as clients see it, a problem as in RFC 9457."""
    assert isinstance(error, HTTPException)  # the application has this handler for no other errors
    content = {"status": error.status_code, "title": error.detail}
    return JSONResponse(content, error.status_code, error.headers, media_type="application/problem+json")


def create_app() -> Starlette:
    """Return a new office, which is empty."""
    app = Starlette(
        routes=[Route("/items", Items), Route("/items/{number:int}", Item)],
        exception_handlers={HTTPException: problem},
    )
    app.state.office = Office()
    return app
