# judged: over-specified
"""It takes the expected prices from the program: an error in its table goes unnoticed, and other programs have no such table."""

import postage


def test_limits() -> None:
    """If a price in the table is mistyped, the test expects it like that."""
    for limit, price in postage.BANDS:
        assert postage.postage(limit) == price
