# judged: wrong
"""It believes that a card is never longer than its pattern."""

from hypothesis import given, settings
from hypothesis import strategies as st
from runs import decode, encode

patterns = st.text(alphabet="RW\n")


@given(pattern=patterns)
@settings(max_examples=25)
def test_a_card_is_shorter(pattern: str) -> None:
    """Only long runs make it shorter: by the rules, a single stitch needs three characters."""
    assert len(encode(pattern)) <= len(pattern)


@given(pattern=patterns)
@settings(max_examples=25)
def test_a_pattern_comes_back(pattern: str) -> None:
    """A correct test beside the wrong one still counts."""
    assert decode(encode(pattern)) == pattern
