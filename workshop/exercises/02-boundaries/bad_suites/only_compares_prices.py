# judged: incomplete, misses rejects-the-heaviest-letter accepts-zero-weight accepts-overweight-letters discounts-only-light-letters discounts-only-the-later-letters accepts-zero-letters
"""It is at the limits, and says nothing of the prices but that they grow."""

import pytest
from postage import postage


@pytest.mark.parametrize("limit", [20, 50, 500, 1000])
def test_heavier_is_dearer(limit: int) -> None:
    """Right in most tables, also in wrong ones."""
    assert postage(limit) < postage(limit + 1)


def test_many_letters_are_cheaper() -> None:
    """By one cent or by all of them: both are cheaper."""
    assert postage(10, 50) < 50 * postage(10)
