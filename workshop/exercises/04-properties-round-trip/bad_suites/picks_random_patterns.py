# judged: flaky
"""It takes one pattern at random, and expects what is right for most of them."""

from random import choices

from runs import split


def test_a_pattern_has_several_runs() -> None:
    """Sometimes both stitches are in the same yarn: then it fails, and the next time it passes."""
    pattern = "".join(choices("RW", k=2))

    assert len(split(pattern)) == 2
