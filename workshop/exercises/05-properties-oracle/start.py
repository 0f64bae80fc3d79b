"""Tests of the heating of the hall; the rules are in the README of the exercise."""

from bookings import merge


def test_bookings_that_overlap_are_one_time() -> None:
    """The second group comes before the first one has gone."""
    assert merge([(540, 660), (600, 720)]) == [(540, 720)]
