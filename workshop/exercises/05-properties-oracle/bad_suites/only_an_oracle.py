# judged: incomplete, misses merges-only-two stops-between-adjacent-bookings sorts-the-callers-list splits-bookings-with-equal-starts ends-every-booking-after-a-day
"""A good oracle and nothing else: every line runs and each minute is right, but it doesn't see how they're put together."""

from bookings import merge
from hypothesis import example, given, settings
from hypothesis import strategies as st

Booking = tuple[int, int]

a_booking = st.builds(lambda begin, length: (begin, begin + length), st.integers(-5, 15), st.integers(1, 6))


def minutes(times: list[Booking]) -> set[int]:
    """Return every minute that belongs to one of these times."""
    return {minute for begin, end in times for minute in range(begin, end)}


@given(bookings=st.lists(a_booking))
@settings(max_examples=50)
@example(bookings=[])
def test_the_minutes(bookings: list[Booking]) -> None:
    """No minute is lost, and none is added."""
    assert minutes(merge(bookings)) == minutes(bookings)
