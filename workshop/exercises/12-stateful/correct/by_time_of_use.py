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
    """Notes when each letter was used, and looks for the earliest of these times when it's full."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._letters: dict[str, Letter] = {}
        self._clock = count()

    def put(self, label: str, text: str) -> None:
        """Lay a letter on the shelf, after taking away one with this label."""
        self.remove(label)
        if len(self) == self._places:
            self.remove(min(self._letters, key=lambda each: self._letters[each].used))
        self._letters[label] = Letter(text, used=next(self._clock))

    def get(self, label: str) -> str | None:
        """Return the text of the letter with this label, None if it isn't here; this is a use of it."""
        try:
            letter = self._letters[label]
        except KeyError:
            return None
        letter.used = next(self._clock)
        return letter.text

    def remove(self, label: str) -> None:
        """Take away the letter with this label, if it's here."""
        self._letters.pop(label, None)

    def __contains__(self, label: str) -> bool:
        """Return whether a letter with this label is here; this isn't a use of it."""
        return label in self._letters

    def __iter__(self) -> Iterator[str]:
        """Go through the labels in reverse alphabetical order; this isn't a use of them."""
        return iter(sorted(self._letters, reverse=True))

    def __len__(self) -> int:
        """Return how many letters are here."""
        return len(self._letters)
