# judged: over-specified
"""It demands the words of one program, where the rules only name the class of the error."""

import pytest
from postage import postage


def test_too_heavy() -> None:
    """Another program refuses the same letter in other words."""
    with pytest.raises(ValueError, match="a letter weighs 1 to 2000 grams"):
        postage(2001)
