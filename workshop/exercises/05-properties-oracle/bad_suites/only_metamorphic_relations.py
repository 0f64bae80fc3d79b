# judged: incomplete, misses forgets-the-longer-booking stops-between-adjacent-bookings sorts-the-callers-list fails-without-bookings
"""Four good relations between answers, but an answer that's wrong in the same way each time satisfies them all."""

from bookings import merge
from hypothesis import given, settings
from hypothesis import strategies as st

Booking = tuple[int, int]

a_booking = st.builds(lambda begin, length: (begin, begin + length), st.integers(-5, 15), st.integers(1, 6))
some_bookings = st.lists(a_booking, min_size=1)


@given(bookings=some_bookings)
@settings(max_examples=25)
def test_order(bookings: list[Booking]) -> None:
    """The opposite order makes no difference."""
    assert merge(bookings[::-1]) == merge(bookings)


@given(bookings=some_bookings)
@settings(max_examples=25)
def test_each_booking_twice(bookings: list[Booking]) -> None:
    """A booking that's repeated changes nothing."""
    assert merge(bookings + bookings) == merge(bookings)


@given(bookings=some_bookings)
@settings(max_examples=25)
def test_merged_again(bookings: list[Booking]) -> None:
    """Merging a second time changes nothing."""
    assert merge(merge(bookings)) == merge(bookings)


@given(bookings=some_bookings)
@settings(max_examples=25)
def test_each_minute_as_long_as_a_day(bookings: list[Booking]) -> None:
    """If the bookings last longer, so do the times."""
    assert merge(stretched(bookings)) == stretched(merge(bookings))


def stretched(times: list[Booking]) -> list[Booking]:
    """Return the same times, with a day for each minute."""
    return [(1440 * begin, 1440 * end) for begin, end in times]
