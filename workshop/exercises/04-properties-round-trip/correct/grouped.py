"""Cards for a knitting machine: a pattern, written as runs of stitches in the same yarn."""

from itertools import groupby


def split(pattern: str) -> list[tuple[int, str]]:
    """Return the runs of a pattern, as `groupby` finds them."""
    return [(sum(1 for _ in stitches), yarn) for yarn, stitches in groupby(pattern)]


def encode(pattern: str) -> str:
    """Return the card of a pattern."""
    return "".join([f"{count}:{yarn}" for count, yarn in split(pattern)])


def decode(card: str) -> str:
    """Return the pattern of a card, run by run; raises ValueError for a text that isn't a card."""
    pattern = ""
    while card:
        count, colon, rest = card.partition(":")
        if not (colon and rest and count.isdecimal()):
            raise ValueError(f"{card!r} does not begin with a run")
        pattern += int(count) * rest[0]
        card = rest[1:]
    return pattern
