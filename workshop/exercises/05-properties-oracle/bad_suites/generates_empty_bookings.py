# judged: over-specified
"""Its strategy makes pairs of numbers, the smaller one first, and forgets that they can be equal."""

from bookings import merge
from hypothesis import given, settings
from hypothesis import strategies as st

Booking = tuple[int, int]

two_minutes = st.tuples(st.integers(0, 20), st.integers(0, 20))
some_bookings = st.lists(two_minutes.map(lambda pair: (min(pair), max(pair))))


def minutes(times: list[Booking]) -> set[int]:
    """Return every minute that belongs to one of these times."""
    return {minute for begin, end in times for minute in range(begin, end)}


@given(bookings=some_bookings)
@settings(max_examples=50)
def test_the_minutes(bookings: list[Booking]) -> None:
    """The oracle is right. A correct program may refuse a booking that ends when it begins."""
    assert minutes(merge(bookings)) == minutes(bookings)
