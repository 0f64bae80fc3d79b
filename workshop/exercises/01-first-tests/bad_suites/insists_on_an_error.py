# judged: over-specified
"""It demands something that no rule says."""

import pytest
from game import say


def test_text_is_refused() -> None:
    """The rules don't say what happens to a text: one program raises this, another that."""
    with pytest.raises(TypeError):
        say("three")  # type: ignore[arg-type]
