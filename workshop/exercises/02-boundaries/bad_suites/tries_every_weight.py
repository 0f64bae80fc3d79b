# judged: smoke
"""It tries nearly every weight that a letter may have, and doesn't look at the prices."""

from postage import postage


def test_every_weight() -> None:
    """It shows only that nothing is raised."""
    for grams in range(1, 2000):
        postage(grams)
