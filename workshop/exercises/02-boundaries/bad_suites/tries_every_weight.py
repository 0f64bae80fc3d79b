# judged: smoke
"""Nearly every weight that a letter may have is tried, and nobody looks at the prices."""

from postage import postage


def test_every_weight() -> None:
    """Nothing is raised, and that is all that this shows."""
    for grams in range(1, 2000):
        postage(grams)
