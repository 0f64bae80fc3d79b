# judged: incomplete, misses ends-a-band-too-early counts-1024-grams-per-kilogram rejects-the-heaviest-letter accepts-zero-weight accepts-overweight-letters starts-the-discount-too-late discounts-only-light-letters accepts-zero-letters
"""Every line and every branch runs: a letter from the middle of each band, and one that's far too heavy."""

import pytest
from postage import postage


def test_bands() -> None:
    """No letter is at a limit."""
    assert [postage(grams) for grams in (10, 30, 100, 700, 1500)] == [95, 120, 190, 310, 540]


def test_refused() -> None:
    """Almost every program refuses a letter that's far too heavy or too light."""
    with pytest.raises(ValueError):  # noqa: PT011 - the rules decide nothing more
        postage(-100)
    with pytest.raises(ValueError):  # noqa: PT011
        postage(10, -5)


def test_many() -> None:
    """A hundred letters get the discount in every program."""
    assert postage(10, 100) == 8500
