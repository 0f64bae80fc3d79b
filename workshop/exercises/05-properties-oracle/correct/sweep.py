"""The heating of a hall: from its bookings to the times at which it is warm."""

from collections import Counter


def merge(bookings: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the times at which the hall is in use, by counting the groups from one change to the next."""
    changes = Counter[int]()
    for first, last in bookings:
        changes[first] += 1
        changes[last] -= 1
    times = []
    groups = begin = 0
    for minute in sorted(minute for minute, change in changes.items() if change):
        if groups == 0:
            begin = minute
        groups += changes[minute]
        if groups == 0:
            times.append((begin, minute))
    return times
