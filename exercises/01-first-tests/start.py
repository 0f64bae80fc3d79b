"""Tests of the counting game; the rules are in the README of the exercise."""

from game import say


def test_three_is_fizz() -> None:
    """A multiple of 3 is called Fizz."""
    assert say(3) == "Fizz"
