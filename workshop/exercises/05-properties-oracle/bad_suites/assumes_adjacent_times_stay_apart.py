# judged: wrong
"""It believes that bookings which have no minute in common stay two times."""

from bookings import merge


def test_two_groups_one_after_the_other() -> None:
    """They do not overlap, that is true. By the rules they become one time all the same."""
    assert merge([(540, 600), (600, 660)]) == [(540, 600), (600, 660)]


def test_two_groups_at_once() -> None:
    """Beside the wrong one a right one counts all the same."""
    assert merge([(540, 660), (600, 630)]) == [(540, 660)]
