# judged: over-specified
"""It gives `decode` any text that Hypothesis makes up, but the rules are only about cards."""

from hypothesis import given, settings
from hypothesis import strategies as st
from runs import decode


@given(card=st.text())
@settings(max_examples=50)
def test_no_text_is_an_error(card: str) -> None:
    """One correct program skips what it can't read, and another one raises an error."""
    assert isinstance(decode(card), str)
