# judged: over-specified
"""It demands something for a weight that the rules leave open."""

from postage import postage


def test_half_a_gram_more() -> None:
    """One program puts it into the next band, and another one refuses it."""
    assert postage(20.5) == 120  # type: ignore[arg-type]
