# judged: incomplete, misses ends-a-band-too-early counts-1024-grams-per-kilogram rejects-the-heaviest-letter accepts-zero-weight accepts-overweight-letters starts-the-discount-too-late discounts-only-light-letters accepts-zero-letters
"""Every line and every branch runs: a letter from the middle of each band, and something that is far too much."""

import pytest
from postage import postage


def test_bands() -> None:
    """No letter weighs as much as a limit."""
    assert [postage(grams) for grams in (10, 30, 100, 700, 1500)] == [95, 120, 190, 310, 540]


def test_refused() -> None:
    """What is far too much or too little is refused by almost every program."""
    with pytest.raises(ValueError):  # noqa: PT011 - the rules decide nothing more
        postage(-100)
    with pytest.raises(ValueError):  # noqa: PT011
        postage(10, -5)


def test_many() -> None:
    """So many letters have the discount in every program."""
    assert postage(10, 100) == 8500
