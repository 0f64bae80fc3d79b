# judged: over-specified
"""It demands the words of one program, where the rules want an error of a kind."""

import pytest
from postage import postage


def test_too_heavy() -> None:
    """Another program refuses the same letter in other words."""
    with pytest.raises(ValueError, match="a letter weighs 1 to 2000 grams"):
        postage(2001)
