"""Tests of the counting game; the rules are in the README of the exercise."""

from game import say


def test_one_is_said_itself() -> None:
    """For a number that isn't a multiple of 3 or 5, a player says the number."""
    assert say(1) == "1"
