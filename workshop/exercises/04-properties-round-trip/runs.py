"""Cards for a knitting machine: a pattern, written as runs of stitches in the same yarn."""

import re

MARK = ":"  # between a count and its yarn
RUN = re.compile(rf"([0-9]+){MARK}(.)", re.DOTALL)


def split(pattern: str) -> list[tuple[int, str]]:
    """Return the runs of a pattern in their order, each as the count of its stitches and their yarn."""
    runs = []
    count, yarn = 0, pattern[:1]
    for stitch in pattern:
        if stitch != yarn:
            runs.append((count, yarn))
            count, yarn = 0, stitch
        count += 1
    if count:
        runs.append((count, yarn))
    return runs


def encode(pattern: str) -> str:
    """Return the card of a pattern, such as `4:R1:W` for `RRRRW`."""
    return "".join(f"{count}{MARK}{yarn}" for count, yarn in split(pattern))


def decode(card: str) -> str:
    """Return the pattern of a card that `encode` has written."""
    return "".join(int(count) * yarn for count, yarn in RUN.findall(card))
