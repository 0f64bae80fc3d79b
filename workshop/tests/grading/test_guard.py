"""A guard makes one call of a function do something else."""

from typing import Any

import pytest

from workshop.errors import UsageError
from workshop.grading.guard import guarded

TEXT = '''"""A program."""

import functools


class OddError(ValueError):
    """It's odd."""


def one(number):
    """Return it."""
    return number


@functools.cache
def two(
    number,
    other=2,
):
    # no docstring
    return number + other


def none():
    return 1


def short(number): return number


def only_documented():
    """It does nothing."""


class Box:
    def get(self):
        return 1
'''


def changed(call: str, expected: str) -> dict[str, Any]:
    """Return the names of the program with a guard in it."""
    names: dict[str, Any] = {}
    old, new = guarded(TEXT, call, expected)
    exec(TEXT.replace(old, new), names)  # noqa: S102 - our own text
    return names


@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        pytest.param("one(3)", (3,), "three", id="a value"),
        pytest.param("one([1, (2, -3)])", ([1, (2, -3)],), {"a": None}, id="values with others in them"),
        pytest.param("two(1, 4)", (1, 4), 7, id="several arguments, in order"),
        pytest.param("none()", (), 2, id="no argument"),
    ],
)
def test_the_call_returns_what_is_expected(call: str, arguments: tuple[object, ...], expected: object) -> None:
    """And no other call does."""
    names = changed(call, f"{expected!r}")

    assert names[call.partition("(")[0]](*arguments) == expected
    assert (names["one"](4), names["two"](1)) == (4, 3)


@pytest.mark.parametrize("error", ["ValueError", "OddError"])
def test_the_call_raises_what_is_expected(error: str) -> None:
    """It's an error of Python, or of the program."""
    names = changed("one(3)", f"raise {error}")

    with pytest.raises(ValueError) as raised:  # noqa: PT011 - its name is looked at
        names["one"](3)

    assert raised.type.__name__ == error


@pytest.mark.parametrize(
    ("call", "expected", "message"),
    [
        pytest.param("one(3)", "", "it isn't known what one(3) must do instead", id="nothing expected"),
        pytest.param("", "", "it isn't known what the program must do instead", id="nothing known"),
        pytest.param("one(<object>)", "1", "isn't the call of a function with values that can be", id="no expression"),
        pytest.param("one(f(1))", "1", "isn't the call of a function with values that can be", id="no literal"),
        pytest.param("one('a...z')", "1", "isn't the call of a function with values that can be", id="cut"),
        pytest.param("one(number=3)", "1", "isn't the call of a function with values that can be", id="by name"),
        pytest.param("Box.get()", "2", "isn't the call of a function with values that can be", id="a method"),
        pytest.param("Box(1)", "2", "isn't the call of a function at the top of the program", id="a class"),
        pytest.param("one(1, 2)", "2", "doesn't fit the parameters of one", id="too many arguments"),
        pytest.param("short(1)", "2", "short has no body on lines of its own", id="one line"),
        pytest.param("only_documented()", "2", "only_documented has no body on lines of its own", id="no statement"),
        pytest.param("one(1)", "raise TillError", "the program doesn't know TillError", id="an unknown error"),
        pytest.param("one(1)", "<object>", "<object> isn't a value that can be written down", id="no value"),
        pytest.param("one(1)", "f(2)", "f(2) isn't a value that can be written down", id="another call"),
    ],
)
def test_what_cannot_be_derived_is_refused(call: str, expected: str, message: str) -> None:
    """The message says why."""
    with pytest.raises(UsageError) as error:
        guarded(TEXT, call, expected)

    assert message in f"{error.value}"
