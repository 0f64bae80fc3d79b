"""The heating of a hall: from its bookings to the times at which it is warm."""

from typing import NamedTuple


class Time(NamedTuple):
    """A pair of two minutes, with names."""

    begin: int
    end: int


def merge(bookings: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the times at which the hall is in use; raises ValueError for a booking that's empty."""
    times: list[Time] = []
    for begin, end in bookings:
        if begin >= end:
            raise ValueError(f"a booking from {begin} to {end} does not last")
        times = added(times, Time(begin, end))
    return [*sorted(times)]


def added(times: list[Time], new: Time) -> list[Time]:
    """Return the times with a new one, which takes in all that it meets."""
    met = [time for time in times if time.begin <= new.end and new.begin <= time.end]
    apart = [time for time in times if time not in met]
    whole = Time(min(time.begin for time in [new, *met]), max(time.end for time in [new, *met]))
    return [*apart, whole]
