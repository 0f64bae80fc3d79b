# judged: flaky
"""It picks one pattern at random, and expects something that's right for most of them."""

from random import choices

from runs import split


def test_a_pattern_has_several_runs() -> None:
    """If both stitches are in the same yarn, it fails, and the next time it passes."""
    pattern = "".join(choices("RW", k=2))

    assert len(split(pattern)) == 2
