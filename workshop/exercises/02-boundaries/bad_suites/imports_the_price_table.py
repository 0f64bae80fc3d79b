# judged: over-specified
"""It takes what it expects from the program: wrong in both places is right, and other programs have no such table."""

import postage


def test_limits() -> None:
    """A price that is mistyped in the table is expected just so."""
    for limit, price in postage.BANDS:
        assert postage.postage(limit) == price
