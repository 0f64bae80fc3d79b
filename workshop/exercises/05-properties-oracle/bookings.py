"""The heating of a hall: from its bookings to the times at which it is warm."""


def merge(bookings: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the times at which the hall is in use; bookings that overlap or touch become one time.

    Each booking, and each of these times, is a pair of the minute at which it begins and the one at which it ends.
    """
    times: list[tuple[int, int]] = []
    for begin, end in sorted(bookings):
        if times and begin <= times[-1][1]:
            times[-1] = (times[-1][0], max(times[-1][1], end))
        else:
            times.append((begin, end))
    return times
