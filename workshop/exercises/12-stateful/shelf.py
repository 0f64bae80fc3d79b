"""The shelf beside the desk of an archive: the letters that were used last stay within reach."""

from collections.abc import Iterator


class Shelf:
    """Has a few places for letters, 1 or more; on a full shelf, a new one replaces the least recently used."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._texts: dict[str, str] = {}
        self._order: list[str] = []  # the labels, the least recently used first

    def put(self, label: str, text: str) -> None:
        """Lay a letter on the shelf, over the one with this label if there is one; this is a use of it."""
        if label not in self._texts and len(self._texts) >= self._places:
            del self._texts[self._order.pop(0)]
        self._texts[label] = text
        self._use(label)

    def get(self, label: str) -> str | None:
        """Return the text of the letter with this label, None if it isn't here; this is a use of it."""
        text = self._texts.get(label)
        if text is not None:
            self._use(label)
        return text

    def remove(self, label: str) -> None:
        """Take away the letter with this label, if it's here."""
        if label in self._texts:
            del self._texts[label]
            self._order.remove(label)

    def __contains__(self, label: str) -> bool:
        """Return whether a letter with this label is here; this isn't a use of it."""
        return label in self._texts

    def __iter__(self) -> Iterator[str]:
        """Go through the labels of the letters that are here; this isn't a use of them."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return how many letters are here."""
        return len(self._texts)

    def _use(self, label: str) -> None:
        if label in self._order:
            self._order.remove(label)
        self._order.append(label)
