"""What the program remembers: only a cache keeps numbers, because it has a limit."""

import sys
from collections.abc import Callable

import pytest

from fizzbuzz import fizzbuzz, parse_number


@pytest.mark.parametrize(
    ("function", "argument"), [(fizzbuzz, int("1" * 30)), (parse_number, "1" * 30)], ids=["fizzbuzz", "parse_number"]
)
def test_no_argument_is_kept(function: Callable[[object], object], argument: object) -> None:
    """A memo would grow with every number that a service is asked for."""
    before = sys.getrefcount(argument)

    function(argument)

    assert sys.getrefcount(argument) == before
