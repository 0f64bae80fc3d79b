# judged: finds nothing
"""It compares what `merge` returns with what `merge` returns, which is always the same."""

from bookings import merge
from hypothesis import given, settings
from hypothesis import strategies as st

a_booking = st.builds(lambda begin, length: (begin, begin + length), st.integers(0, 20), st.integers(1, 6))


@given(bookings=st.lists(a_booking, min_size=1))
@settings(max_examples=20)
def test_the_same_bookings(bookings: list[tuple[int, int]]) -> None:
    """Nothing changes between the two calls, so the relation says nothing."""
    assert merge(bookings) == merge(bookings)
