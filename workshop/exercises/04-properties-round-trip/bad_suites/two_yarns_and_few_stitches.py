# judged: finds nothing, misses splits-runs-after-nine ignores-case compares-by-identity reads-only-two-digits mistakes-a-digit-for-a-count drops-line-breaks
"""All the right properties, but patterns in which nothing unusual can happen."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from runs import decode, encode, split

patterns = st.text(alphabet="RW", max_size=9)


@given(pattern=patterns)
@settings(max_examples=25)
def test_a_pattern_comes_back(pattern: str) -> None:
    """The round trip."""
    assert decode(encode(pattern)) == pattern


@given(pattern=patterns)
@settings(max_examples=25)
@example(pattern="")
def test_the_runs(pattern: str) -> None:
    """The invariants."""
    runs = split(pattern)

    assert all(count >= 1 for count, _ in runs)
    assert all(yarn != following for (_, yarn), (_, following) in pairwise(runs))
    assert sum(count for count, _ in runs) == len(pattern)


def test_the_form_of_a_card() -> None:
    """The example."""
    assert encode("RRRRW") == "4:R1:W"
