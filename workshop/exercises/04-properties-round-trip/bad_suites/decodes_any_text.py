# judged: over-specified
"""It gives `decode` whatever Hypothesis thinks of, where the rules speak of cards only."""

from hypothesis import given, settings
from hypothesis import strategies as st
from runs import decode


@given(card=st.text())
@settings(max_examples=50)
def test_no_text_is_an_error(card: str) -> None:
    """One correct program skips what it cannot read, another one raises an error."""
    assert isinstance(decode(card), str)
