# judged: incomplete, misses splits-runs-after-nine adds-a-run-to-an-empty-pattern answers-with-an-iterator compares-by-identity changes-the-card-format
"""One strong property with well-chosen patterns: every line runs, but two errors that cancel out survive."""

from hypothesis import given
from hypothesis import strategies as st
from runs import decode, encode

pieces = st.builds(lambda count, yarn: count * yarn, st.sampled_from([1, 10, 100]), st.sampled_from("Rr1:\n€"))


@given(pattern=st.lists(pieces, max_size=6).map("".join))
def test_a_pattern_comes_back(pattern: str) -> None:
    """Reading a card gives the pattern that was written on it."""
    assert decode(encode(pattern)) == pattern
