"""The lost property office of a tram company, as an HTTP API without a framework."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any
from zlib import crc32

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[HTTPStatus, dict[str, str], object]  # the body is None or what becomes JSON

ROOT = "/items"


class ProblemError(Exception):
    """A request that can't be fulfilled, with the headers of the answer."""

    def __init__(self, status: HTTPStatus, headers: dict[str, str] | None = None) -> None:
        super().__init__(status.phrase)
        self.status = status
        self.headers = headers or {}


class App:
    """An ASGI application that lists the newest item first."""

    def __init__(self) -> None:
        self._descriptions: dict[str, str] = {}
        self._recorded = 0
        self._answers: dict[str, tuple[str, Answer]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await live(receive, send)
            return
        try:
            headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
            status, extra, content = self._answer(scope["method"], scope["path"], headers, await read(receive))
        except ProblemError as error:
            status, content = error.status, {"title": f"{error}", "status": error.status, "detail": scope["path"]}
            extra = {"content-type": "application/problem+json; charset=utf-8", **error.headers}
        body = b"" if content is None else json.dumps(content, indent=1).encode()
        all_headers = {"content-type": "application/json; charset=utf-8", **extra} if body else extra
        raw_headers = [(name.encode(), value.encode()) for name, value in all_headers.items()]
        await send({"type": "http.response.start", "status": status.value, "headers": raw_headers})
        await send({"type": "http.response.body", "body": body})

    def _answer(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        methods: dict[str, Callable[[], Answer]]
        if path == ROOT:
            methods = {
                "POST": lambda: self._record(description_in(body), headers.get("idempotency-key")),
                "GET": lambda: (HTTPStatus.OK, {}, [self._item(url) for url in reversed(self._descriptions)]),
            }
        elif path.startswith(f"{ROOT}/"):
            methods = {
                "PUT": lambda: self._change(path, body),
                "GET": lambda: self._show(path, headers.get("if-none-match")),
                "DELETE": lambda: self._remove(path),
            }
        else:
            raise ProblemError(HTTPStatus.NOT_FOUND)
        if method not in methods:
            raise ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, {"allow": ",".join(methods)})
        return methods[method]()

    def _record(self, description: str, key: str | None) -> Answer:
        if key in self._answers:
            known, answer = self._answers[key]
            if known != description:
                raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY)
            return answer
        self._recorded += 1
        url = f"{ROOT}/{self._recorded:x}-{crc32(description.encode()):x}"
        self._descriptions[url] = description
        answer = HTTPStatus.CREATED, {"location": url}, self._item(url)
        if key is not None:
            self._answers[key] = description, answer
        return answer

    def _show(self, url: str, known: str | None) -> Answer:
        item = self._item(url)
        etag = f'"{crc32(item["description"].encode())}"'
        if known == etag:
            return HTTPStatus.NOT_MODIFIED, {"etag": etag}, None
        return HTTPStatus.OK, {"etag": etag}, item

    def _change(self, url: str, body: bytes | None) -> Answer:
        self._item(url)
        self._descriptions[url] = description_in(body)
        return HTTPStatus.OK, {}, self._item(url)

    def _remove(self, url: str) -> Answer:
        self._descriptions.pop(url, None)
        return HTTPStatus.NO_CONTENT, {}, None

    def _item(self, url: str) -> dict[str, str]:
        if url not in self._descriptions:
            raise ProblemError(HTTPStatus.NOT_FOUND)
        return {"description": self._descriptions[url], "url": url}


async def live(receive: Receive, send: Send) -> None:
    """Say that starting and stopping went well."""
    for phase in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{phase}.complete"})


async def read(receive: Receive) -> bytes | None:
    """Return a body, None if it has more than 1,000 bytes."""
    body, is_complete = b"", False
    while not is_complete:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > 1_000:
            return None
        is_complete = not message.get("more_body")
    return body


def description_in(body: bytes | None) -> str:
    """Return the description in a body; raises ProblemError if the body breaks the rules."""
    if body is None:
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        match json.loads(body):
            case {"description": str(text)} if text and text.isprintable() and len(text) <= 100:
                return text
    except (ValueError, RecursionError):
        pass
    raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY)


def create_app() -> App:
    """Return a new office, which is empty."""
    return App()
