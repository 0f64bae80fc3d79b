# judged: wrong
"""It believes that bookings which have no minute in common stay two times."""

from bookings import merge


def test_two_groups_one_after_the_other() -> None:
    """It's true that they don't overlap, but the rules say that they become one time anyway."""
    assert merge([(540, 600), (600, 660)]) == [(540, 600), (600, 660)]


def test_two_groups_at_once() -> None:
    """A correct test beside the wrong one still counts."""
    assert merge([(540, 660), (600, 630)]) == [(540, 660)]
