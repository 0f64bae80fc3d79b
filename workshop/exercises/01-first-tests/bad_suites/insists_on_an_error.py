# judged: over-specified
"""It demands what no rule says."""

import pytest
from game import say


def test_text_is_refused() -> None:
    """The rules are silent on what is no number: one program raises this, another that."""
    with pytest.raises(TypeError):
        say("three")  # type: ignore[arg-type]
