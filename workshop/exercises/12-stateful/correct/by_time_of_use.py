"""The shelf beside the desk of an archive: the letters that were used last stay within reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count


@dataclass
class Letter:
    """A text, and when it was used last."""

    text: str
    used: int


class Shelf:
    """Notes at each letter when it was used, and searches for the earliest of these times when it is full."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._letters: dict[str, Letter] = {}
        self._clock = count()

    def put(self, label: str, text: str) -> None:
        """Lay a letter on the shelf; one with this label is taken away before."""
        self.remove(label)
        if len(self) == self._places:
            self.remove(min(self._letters, key=lambda each: self._letters[each].used))
        self._letters[label] = Letter(text, used=next(self._clock))

    def get(self, label: str) -> str | None:
        """Return the text of the letter with this label, None if it does not lie here; this is a use of it."""
        try:
            letter = self._letters[label]
        except KeyError:
            return None
        letter.used = next(self._clock)
        return letter.text

    def remove(self, label: str) -> None:
        """Take away the letter with this label, if it lies here."""
        self._letters.pop(label, None)

    def __contains__(self, label: str) -> bool:
        """Tell whether a letter with this label lies here; this is no use of it."""
        return label in self._letters

    def __iter__(self) -> Iterator[str]:
        """Go through the labels, from the last of the alphabet to the first; this is no use of them."""
        return iter(sorted(self._letters, reverse=True))

    def __len__(self) -> int:
        """Return how many letters lie here."""
        return len(self._letters)
