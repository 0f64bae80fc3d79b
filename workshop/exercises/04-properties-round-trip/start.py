"""Tests of the cards for the knitting machine; the rules are in the README of the exercise."""

from runs import decode, encode


def test_a_pattern_comes_back() -> None:
    """What was written on a card is read from it again."""
    assert decode(encode("RRRRW")) == "RRRRW"
