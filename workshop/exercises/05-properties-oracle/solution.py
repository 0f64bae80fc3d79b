"""A model suite: an oracle for the minutes, invariants for how they are put together, and metamorphic properties."""

from itertools import pairwise

from bookings import merge
from hypothesis import example, given
from hypothesis import strategies as st

Booking = tuple[int, int]

DAY = 24 * 60  # minutes


def booking(begin: int, length: int) -> Booking:
    """Return a booking of `length` minutes; being a function with a name, it makes counterexamples readable."""
    return begin, begin + length


# Few minutes, on both sides of zero, so that bookings meet; each lasts a minute or more.
some_bookings = st.lists(st.builds(booking, st.integers(-5, 15), st.integers(1, 6)), max_size=5)


def minutes(times: list[Booking]) -> set[int]:
    """Return every minute that belongs to one of these times: slow, and too simple to be wrong."""
    return {minute for begin, end in times for minute in range(begin, end)}


@given(bookings=some_bookings)
@example(bookings=[])
def test_the_hall_is_warm_when_it_is_in_use(bookings: list[Booking]) -> None:
    """The oracle: the minutes are those of the bookings, no more and no less."""
    assert minutes(merge(bookings)) == minutes(bookings)


@given(bookings=some_bookings)
def test_it_is_cold_between_two_times(bookings: list[Booking]) -> None:
    """An invariant that the minutes don't show: the times are in order, with a minute or more in between."""
    assert all(end < next_begin for (_, end), (next_begin, _) in pairwise(merge(bookings)))


@given(bookings=some_bookings)
def test_the_order_of_the_bookings_does_not_matter(bookings: list[Booking]) -> None:
    """A metamorphic property: the same bookings in the opposite order, the same times."""
    assert merge(bookings[::-1]) == merge(bookings)


@given(
    bookings=some_bookings,
    days=st.integers(-50, 50),
    at=st.integers(0, 10),
    pause=st.sampled_from([100, DAY, 10 * DAY]),
)
@example(bookings=[(0, 3), (4, 5)], days=0, at=1, pause=10 * DAY)
def test_no_number_is_special(bookings: list[Booking], days: int, at: int, pause: int) -> None:
    """A metamorphic property: all bookings on another day, some of them much longer, and the times change with them."""
    assert merge(changed(bookings, days, at, pause)) == changed(merge(bookings), days, at, pause)


def changed(times: list[Booking], days: int, at: int, pause: int) -> list[Booking]:
    """Return the same times, days later, with a pause put in at a minute; times that span it get longer."""

    def moved(minute: int) -> int:
        return minute + days * DAY + (pause if minute > at else 0)

    return [(moved(begin), moved(end)) for begin, end in times]


def test_the_list_of_the_bookings_stays_as_it_is() -> None:
    """The caller's list is as it was before; an example is enough for this."""
    bookings = [(600, 660), (540, 570)]

    merge(bookings)

    assert bookings == [(600, 660), (540, 570)]
