# judged: wrong
"""It believes that zero is a number like 1."""

from game import say


def test_zero() -> None:
    """By the rules, zero is a multiple of everything."""
    assert say(0) == "0"


def test_three() -> None:
    """A correct test beside the wrong one still counts."""
    assert say(3) == "Fizz"
