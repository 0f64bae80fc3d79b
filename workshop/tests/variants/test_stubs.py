"""Hollow programs: every name is there, and nothing behind it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

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
    def of_none():
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

functions = pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda program: program["function"](1), id="a function"),
        pytest.param(lambda program: asyncio.run(program["coroutine"]()), id="a coroutine"),
        pytest.param(lambda program: program["Counter"]().method(), id="a method"),
        pytest.param(lambda program: program["Counter"].of_none(), id="a static method"),
        pytest.param(lambda program: program["Counter"]().value, id="a property"),
        pytest.param(lambda program: program["conditional"](), id="a function in a branch, with one in it"),
    ],
)
Call = Callable[[dict[str, Any]], object]


def run(source: str) -> dict[str, Any]:
    """Return the names that a program defines."""
    names: dict[str, Any] = {}
    exec(source, names)  # noqa: S102 - our own source
    return names


@functions
def test_a_raising_hollow_raises_from_every_function(call: Call) -> None:
    """Whoever calls anything is told that nothing is there."""
    program = run(with_stubs(PROGRAM, RAISING))

    with pytest.raises(BaseException, match=r"^this function is hollow$"):
        call(program)


def test_the_error_of_a_hollow_is_hidden_by_nobody() -> None:
    """It is no Exception: a test that expects one of those notices that it is another."""
    program = run(with_stubs(PROGRAM, RAISING))

    with pytest.raises(BaseException, match="hollow") as raised:
        program["function"](1)

    assert type(raised.value).__name__ == "HollowError"
    assert not isinstance(raised.value, Exception)


@functions
def test_a_silent_hollow_returns_none_from_every_function(call: Call) -> None:
    """Whoever calls anything gets nothing."""
    program = run(with_stubs(PROGRAM, SILENT))

    assert call(program) is None


@functions
def test_the_program_itself_returns_something(call: Call) -> None:
    """The control: what a hollow does is not what the program does."""
    assert call(run(PROGRAM)) is not None


@pytest.mark.parametrize("body", [pytest.param(RAISING, id="raising"), pytest.param(SILENT, id="silent")])
def test_what_is_no_function_stays(body: str) -> None:
    """Constants and the attributes of classes are there in a hollow program too."""
    program = run(with_stubs(PROGRAM, body))

    assert program["LIMIT"] == 3
    assert program["DOUBLED"] == [0, 2, 4]
    assert program["Counter"].start == 3
