# judged: vacuous
"""It compares the oracle with another oracle, and never calls the program."""

from hypothesis import given, settings
from hypothesis import strategies as st

Booking = tuple[int, int]

a_booking = st.builds(lambda begin, length: (begin, begin + length), st.integers(0, 20), st.integers(1, 6))


def minutes(times: list[Booking]) -> set[int]:
    """Return every minute that belongs to one of these times."""
    return {minute for begin, end in times for minute in range(begin, end)}


@given(bookings=st.lists(a_booking))
@settings(max_examples=20)
def test_the_minutes(bookings: list[Booking]) -> None:
    """Both sides are right, and `merge` is on neither of them."""
    assert minutes(bookings) == {minute for minute in range(30) if any(b <= minute < e for b, e in bookings)}
