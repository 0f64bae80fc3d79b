"""A model suite: a round trip, an invariant for each rule about all runs, and the examples that the rules show."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from runs import decode, encode, split

# Two letters that differ in case only, what a card is made of, blanks, and two characters that Python does not keep
# an object of; counts of one digit, and of up to four.
yarns = st.sampled_from("Rr1: \n€ł")
counts = st.integers(1, 12) | st.sampled_from([100, 1000])
pieces = st.builds(lambda count, yarn: count * yarn, counts, yarns)
patterns = st.lists(pieces, max_size=6).map("".join)


@given(pattern=patterns)
def test_a_pattern_comes_back(pattern: str) -> None:
    """The round trip: reading a card gives the pattern that was written on it, to the last stitch."""
    assert decode(encode(pattern)) == pattern


@given(pattern=patterns)
def test_neighboring_runs_differ(pattern: str) -> None:
    """An invariant: between two runs the yarn changes, or the knot would be useless."""
    assert all(yarn != following for (_, yarn), (_, following) in pairwise(split(pattern)))


@given(pattern=patterns)
@example(pattern="")
def test_the_runs_have_all_stitches(pattern: str) -> None:
    """Two invariants: each run has a stitch or more, and all runs together have as many as the pattern."""
    counts = [count for count, _ in split(pattern)]

    assert all(count >= 1 for count in counts)
    assert sum(counts) == len(pattern)


def test_the_form_of_a_card() -> None:
    """An example: no property notices if both directions agree on another form."""
    assert encode("RRRRW") == "4:R1:W"
    assert encode(1000 * "R" + 12 * "W") == "1000:R12:W"


def test_the_form_of_the_runs() -> None:
    """An example: a list of pairs, which no property above demands, even without a stitch."""
    assert split("RRRRW") == [(4, "R"), (1, "W")]
    assert split("") == []
