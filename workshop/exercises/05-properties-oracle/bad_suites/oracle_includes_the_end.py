# judged: incomplete, misses fills-the-gap sorts-the-callers-list ends-every-booking-after-a-day
"""Its oracle makes the same mistake on both sides of the comparison: a booking's last minute doesn't belong to it."""

from itertools import pairwise

from bookings import merge
from hypothesis import example, given, settings
from hypothesis import strategies as st

Booking = tuple[int, int]

a_booking = st.builds(lambda begin, length: (begin, begin + length), st.integers(-5, 15), st.integers(1, 6))


def minutes(times: list[Booking]) -> set[int]:
    """Return every minute of these times, and one more of each."""
    return {minute for begin, end in times for minute in range(begin, end + 1)}


@given(bookings=st.lists(a_booking))
@settings(max_examples=50)
@example(bookings=[])
def test_the_times(bookings: list[Booking]) -> None:
    """A gap of one minute is filled on both sides, so it goes unnoticed when the program fills it."""
    times = merge(bookings)

    assert minutes(times) == minutes(bookings)
    assert all(end < next_begin for (_, end), (next_begin, _) in pairwise(times))
