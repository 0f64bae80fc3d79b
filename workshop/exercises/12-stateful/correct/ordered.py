"""The shelf beside the desk of an archive: the letters that were used last stay within reach."""

from collections import OrderedDict
from collections.abc import Iterator


class Shelf:
    """Keeps its letters in the order of their use, and takes one away if there's one too many."""

    def __init__(self, places: int) -> None:
        if places < 1:
            raise ValueError(f"a shelf needs a place, not {places}")
        self.places = places
        self.letters: OrderedDict[str, str] = OrderedDict()  # the most recently used last

    def put(self, label: str, text: str) -> str | None:
        """Lay a letter on the shelf, and return the label of the one that had to leave, if any."""
        self.letters[label] = text
        self.letters.move_to_end(label)
        return self.letters.popitem(last=False)[0] if len(self.letters) > self.places else None

    def get(self, label: str) -> str | None:
        """Return the text of the letter with this label, None if it isn't here; this is a use of it."""
        if label not in self.letters:
            return None
        self.letters.move_to_end(label)
        return self.letters[label]

    def remove(self, label: str) -> bool:
        """Take away the letter with this label, and return whether it was here."""
        return self.letters.pop(label, None) is not None

    def __contains__(self, label: str) -> bool:
        """Return whether a letter with this label is here; this isn't a use of it."""
        return label in self.letters

    def __iter__(self) -> Iterator[str]:
        """Go through the labels, the most recently used first; this isn't a use of them."""
        return reversed(self.letters)

    def __len__(self) -> int:
        """Return how many letters are here."""
        return len(self.letters)

    def __repr__(self) -> str:
        """Show which letters are here."""
        return f"<a shelf with {', '.join(self) or 'nothing'}>"
