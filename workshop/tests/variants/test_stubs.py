"""Stubs: all names of a program exist, but its functions do nothing."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.variants.programs import define
from workshop.variants.stubs import RAISING, SILENT, with_stubs

PROGRAM = '''
LIMIT = 3
DOUBLED = [2 * number for number in range(LIMIT)]


def function(number):
    """Return the next number."""
    return number + 1


async def coroutine():
    return LIMIT


class Counter:
    start = LIMIT

    def method(self):
        return self.start

    @staticmethod
    def static_method():
        return LIMIT

    @property
    def value(self):
        return self.start


if LIMIT:
    def conditional():
        def nested():
            return LIMIT
        return nested()
'''

Call = Callable[[dict[str, Any]], object]
calls = pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda program: program["function"](1), id="function"),
        pytest.param(lambda program: asyncio.run(program["coroutine"]()), id="coroutine"),
        pytest.param(lambda program: program["Counter"]().method(), id="method"),
        pytest.param(lambda program: program["Counter"].static_method(), id="static method"),
        pytest.param(lambda program: program["Counter"]().value, id="property"),
        pytest.param(lambda program: program["conditional"](), id="conditional function with a nested one"),
    ],
)


@calls
def test_every_raising_stub_raises(call: Call) -> None:
    """The message says why."""
    program = define(with_stubs(PROGRAM, RAISING))

    with pytest.raises(BaseException, match=r"^this function is a stub$"):
        call(program)


def test_error_of_a_raising_stub_is_not_an_exception() -> None:
    """`pytest.raises(Exception)` doesn't accept it, so no test passes by accident."""
    program = define(with_stubs(PROGRAM, RAISING))

    with pytest.raises(BaseException, match="stub") as raised:
        program["function"](1)

    assert type(raised.value).__name__ == "StubError"
    assert not isinstance(raised.value, Exception)


@calls
def test_every_silent_stub_returns_none(call: Call) -> None:
    """A test that doesn't look at results passes."""
    program = define(with_stubs(PROGRAM, SILENT))

    assert call(program) is None


@calls
def test_every_original_function_returns_a_value(call: Call) -> None:
    """The control for the tests above: stubs don't behave like the program."""
    assert call(define(PROGRAM)) is not None


@pytest.mark.parametrize("body", [pytest.param(RAISING, id="raising"), pytest.param(SILENT, id="silent")])
def test_stubs_keep_everything_but_functions(body: str) -> None:
    """Constants and class attributes keep their values."""
    program = define(with_stubs(PROGRAM, body))

    assert program["LIMIT"] == 3
    assert program["DOUBLED"] == [0, 2, 4]
    assert program["Counter"].start == 3
