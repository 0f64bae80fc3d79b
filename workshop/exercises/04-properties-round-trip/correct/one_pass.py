"""Cards for a knitting machine: a pattern, written as runs of stitches in the same yarn."""

from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """A pair of a count and a yarn, with names."""

    stitches: int
    yarn: str


@dataclass(frozen=True)
class CardError(Exception):
    """A text is no card; `position` is where it stops being one."""

    position: int


def split(pattern: str) -> list[tuple[int, str]]:
    """Return the runs of a pattern: the last one grows as long as the yarn is the same."""
    runs: list[tuple[int, str]] = []
    for stitch in pattern:
        if runs and runs[-1][1] == stitch:
            runs[-1] = Run(runs[-1][0] + 1, stitch)
        else:
            runs.append(Run(1, stitch))
    return runs


def encode(pattern: str) -> str:
    """Return the card of a pattern."""
    card = ""
    for count, yarn in split(pattern):
        card += str(count) + ":" + yarn
    return card


def decode(card: str) -> str:
    """Return the pattern of a card; raises CardError for a text that isn't a card."""
    pattern: list[str] = []
    position = 0
    while position < len(card):
        colon = card.find(":", position)
        if colon in {-1, position, len(card) - 1} or not card[position:colon].isdecimal():
            raise CardError(position)
        pattern.append(card[colon + 1] * int(card[position:colon]))
        position = colon + 2
    return "".join(pattern)
