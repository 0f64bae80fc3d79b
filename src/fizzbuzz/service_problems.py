"""Errors of the service as problem details (RFC 9457)."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from fizzbuzz.errors import InvalidNumberError
from fizzbuzz.handler import shortened

MEDIA_TYPE = "application/problem+json"
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}  # RFC 9110; Python says so only since 3.13


class Problem(BaseModel):
    """Why a request wasn't answered.

    `position` is that of the bad numeral in a list, counted from 1, and `argument` what was sent there, shortened.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    position: int | None = None
    argument: str | None = None


def problem(
    status: int,
    detail: str,
    *,
    position: int | None = None,
    argument: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return the response for a problem with a status."""
    content = Problem(
        title=_title(status),
        status=status,
        detail=detail,
        position=position,
        argument=argument and shortened(argument).encode(errors="backslashreplace").decode(),
    )
    return JSONResponse(
        content.model_dump(exclude_none=True), status, headers=dict(headers or {}), media_type=MEDIA_TYPE
    )


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what the schema says of these statuses."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {status: {"description": _title(status), "content": content} for status in statuses}


def add_handlers(app: FastAPI) -> None:
    """Have an application answer errors with problems."""

    @app.exception_handler(InvalidNumberError)
    async def refuse_number(_request: Request, error: InvalidNumberError) -> JSONResponse:
        """Say which numeral is bad."""
        return problem(422, f"{error}", position=error.position, argument=error.argument)

    @app.exception_handler(RequestValidationError)
    async def refuse_request(_request: Request, error: RequestValidationError) -> JSONResponse:
        """Say what in the request isn't as the schema wants it."""
        first = error.errors()[0]
        status = 413 if first["type"] == "too_long" else 422
        return problem(status, f"{_place(first['loc'])}: {first['msg']}", position=_position(first))

    @app.exception_handler(HTTPException)
    async def refuse(_request: Request, error: HTTPException) -> JSONResponse:
        """Say why, as for a path that doesn't exist."""
        return problem(error.status_code, f"{error.detail}", headers=error.headers)


def _title(status: int) -> str:
    return _TITLES.get(status) or HTTPStatus(status).phrase


def _place(location: Iterable[int | str]) -> str:
    return " ".join(f"{part + 1}" if isinstance(part, int) else part for part in location)


def _position(error: Mapping[str, Any]) -> int | None:
    match error["loc"]:
        case ("body", int(index)) if error["type"] != "json_invalid":
            return index + 1
    return None
