"""FizzBuzz over HTTP: an ASGI application around the handler, for any ASGI server.

Numerals are strings, as on the command line: half of the world's JSON readers lose digits of numbers above 2**53.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Body, FastAPI, Path
from pydantic import BaseModel
from starlette.responses import JSONResponse

from fizzbuzz.cache import Cache, InMemoryCache
from fizzbuzz.failsafe import FailSafeCache
from fizzbuzz.handler import FizzBuzzHandler
from fizzbuzz.service_limit_guard import Guard
from fizzbuzz.service_limits import Limits
from fizzbuzz.service_problems import add_handlers, problems

Result = TypeVar("Result")

_DESCRIPTION = "Says Fizz for multiples of 3, Buzz for multiples of 5, FizzBuzz for both, and other numbers unchanged."


class Answer(BaseModel):
    """A numeral, as it was asked for, and its answer."""

    number: str
    answer: str


class Answers(BaseModel):
    """The answers to a list of numerals, in its order."""

    answers: list[str]


class Health(BaseModel):
    """Says that the service is alive."""

    status: str


class Readiness(BaseModel):
    """Says that requests are answered, and whether the cache is reachable; without it the answers are computed."""

    status: str
    cache: str


def create_app(cache: Cache, limits: Limits | None = None) -> FastAPI:
    """Return the application, which answers from a cache and stores new answers in it.

    The cache is used as it is for readiness, and behind a `FailSafeCache` for answers: an outage costs none. A cache in
    memory is asked at once. Any other may have to wait for a server, and is asked in a thread, so that meanwhile other
    requests are answered. `limits` are those of a request, by default `Limits()`.
    """
    limits = limits or Limits()
    handler = FizzBuzzHandler(FailSafeCache(cache))
    run = _run_at_once if isinstance(cache, InMemoryCache) else asyncio.to_thread
    numeral = {"pattern": _pattern(), "examples": ["15"]}
    app = FastAPI(title="FizzBuzz", description=_DESCRIPTION, version="1")
    app.add_middleware(Guard, limits=limits)
    add_handlers(app)

    @app.get("/fizzbuzz/{number}", response_model=Answer, responses=problems(422, 503))
    async def get_answer(number: Annotated[str, Path(json_schema_extra=numeral)]) -> JSONResponse:
        """Answer one number."""
        (answer,) = await run(handler.run, (number,))
        return JSONResponse({"number": number, "answer": answer})

    @app.post("/fizzbuzz", response_model=Answers, responses=problems(400, 408, 413, 422, 503))
    async def post_answers(
        numbers: Annotated[list[Annotated[str, Body(json_schema_extra=numeral)]], Body(max_length=limits.numerals)],
    ) -> JSONResponse:
        """Answer a list of numbers in its order; if one is bad, none is answered."""
        return JSONResponse({"answers": await run(handler.run, numbers)})

    @app.get("/health")
    async def get_health() -> Health:
        """Tell whether the service is alive."""
        return Health(status="alive")

    @app.get("/ready")
    async def get_readiness() -> Readiness:
        """Tell whether the cache is reachable; the service is ready without it."""
        try:
            async with asyncio.timeout(limits.seconds / 2):  # before the request itself takes too long
                await run(cache.get, 0)
        except Exception:  # noqa: BLE001 - whatever is wrong with the cache, answers don't depend on it
            return Readiness(status="ready", cache="unreachable")
        return Readiness(status="ready", cache="reachable")

    return app


async def _run_at_once(function: Callable[..., Result], argument: int | Sequence[str]) -> Result:
    return function(argument)


def _pattern() -> str:
    """Return what numerals look like, for the schema: `parse_number` decides."""
    digits = sys.get_int_max_str_digits()
    return f"^[+-]?[0-9]{{1,{digits or ''}}}$"
