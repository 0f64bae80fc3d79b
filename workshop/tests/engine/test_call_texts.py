"""Calls and values are written as expressions, and compared safely."""

import sys
from types import FrameType

import pytest

from workshop.engine.worker.calls import call_text, first_difference, is_same, shown


class AlwaysDifferent:
    """Can't be compared."""

    def __eq__(self, other: object) -> bool:
        """Raise ValueError."""
        raise ValueError

    __hash__ = object.__hash__


LIKE_A_LIST = type("list", (), {"__module__": "builtins"})()  # it has no length, and isn't expected to


def here(*_others: object, **_keywords: object) -> FrameType:
    """Return the frame of this call."""
    return sys._getframe()  # noqa: SLF001 - it's what a trace function gets


class Caller:
    """Has a method."""

    def method(self, _number: int) -> FrameType:
        """Return the frame of this call."""
        return sys._getframe()  # noqa: SLF001


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        pytest.param(here(), "here()", id="nothing"),
        pytest.param(here(1, "a"), "here(1, 'a')", id="any number"),
        pytest.param(here(name=[2]), "here(name=[2])", id="by name"),
        pytest.param(Caller().method(3), "Caller.method(3)", id="without the object itself"),
    ],
)
def test_a_call_is_written_as_an_expression(frame: FrameType, text: str) -> None:
    """With its arguments."""
    assert call_text(frame) == text


@pytest.mark.parametrize(
    ("left", "right", "difference"),
    [
        pytest.param([1, 2, 3], [1, 4, 5], (2, 4), id="lists"),
        pytest.param((1, [2, 3]), (1, [2, 4]), (3, 4), id="a list in a tuple"),
        pytest.param({"a": 1, "b": 2}, {"a": 1, "b": 3}, (2, 3), id="dicts"),
        pytest.param([1], [1, 2], ([1], [1, 2]), id="lists of other lengths"),
        pytest.param({"a": 1}, {"b": 1}, ({"a": 1}, {"b": 1}), id="dicts of other keys"),
        pytest.param(1, 2, (1, 2), id="single values"),
        pytest.param([1], [1], ([1], [1]), id="no difference"),
    ],
)
def test_the_first_difference(left: object, right: object, difference: tuple[object, object]) -> None:
    """It's looked for inside of sequences and dicts."""
    assert first_difference(left, right) == difference


def test_values_that_cannot_be_compared_are_not_the_same() -> None:
    """Nor do they differ anywhere inside."""
    one, other = AlwaysDifferent(), AlwaysDifferent()

    assert not is_same(one, other)
    assert is_same(one, one)
    assert not is_same(1, True)  # noqa: FBT003 - that's the point
    assert first_difference([one], [other])[0] is not one


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(object(), "<object object>", id="an address"),
        pytest.param(LIKE_A_LIST, "<list>", id="what can't be shown"),
        pytest.param("x" * 1_000, f"'{'x' * 72}...{'x' * 73}'", id="a long text"),
    ],
)
def test_a_value_is_shown_without_what_differs_each_time(value: object, text: str) -> None:
    """And cut if it's long."""
    assert shown(value) == text


@pytest.mark.parametrize("value", [pytest.param(10**5_000, id="alone"), pytest.param([10**5_000], id="in a list")])
def test_a_number_with_too_many_digits_is_shown_as_an_object(value: object) -> None:
    """Python refuses to write it, which isn't the program's fault."""
    assert shown(value).strip("[]").startswith("<")
