# judged: incomplete, misses rejects-the-heaviest-letter accepts-zero-weight accepts-overweight-letters discounts-only-light-letters discounts-only-the-later-letters accepts-zero-letters
"""It's at the limits, but all it says about the prices is that they grow."""

import pytest
from postage import postage


@pytest.mark.parametrize("limit", [20, 50, 500, 1000])
def test_heavier_is_dearer(limit: int) -> None:
    """That's true of most tables, including wrong ones."""
    assert postage(limit) < postage(limit + 1)


def test_many_letters_are_cheaper() -> None:
    """Cheaper by one cent or by all of them: it's the same to this test."""
    assert postage(10, 50) < 50 * postage(10)
