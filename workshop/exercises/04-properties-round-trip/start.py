"""Tests of the cards for the knitting machine; the rules are in the README of the exercise."""

from runs import decode, encode


def test_a_pattern_comes_back() -> None:
    """Reading a card gives the pattern that was written on it."""
    assert decode(encode("RRRRW")) == "RRRRW"
