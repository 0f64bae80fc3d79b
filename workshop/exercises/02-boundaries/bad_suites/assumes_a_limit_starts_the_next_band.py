# judged: wrong
"""It believes that a letter at the limit is in the next band."""

from postage import postage


def test_twenty_grams() -> None:
    """By the rules, 20 grams is the last weight of the first band, not the first of the second."""
    assert postage(20) == 120
