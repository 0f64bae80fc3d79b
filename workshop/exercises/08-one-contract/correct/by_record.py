"""An album of photos, each with a caption and with tags: a record a photo, the newest first."""

from dataclasses import dataclass, field
from typing import Protocol


class Album(Protocol):
    """The contract; its details are in the rules."""

    def describe(self, photo: str, caption: str) -> None:
        """Put a photo into the album, or give it another caption."""

    def caption(self, photo: str) -> str | None:
        """Return the caption of a photo, or None if it is not in the album."""

    def tag(self, photo: str, tag: str) -> None:
        """Add a tag to a photo; raises KeyError if it is not in the album."""

    def tags(self, photo: str) -> list[str]:
        """Return the tags of a photo, in the order in which they were added."""

    def remove(self, photo: str) -> None:
        """Take a photo and its tags out of the album; raises KeyError if it is not there."""

    def photos(self) -> list[str]:
        """Return the photos in the album, in any order."""


class NotInAlbumError(KeyError):
    """There is no such photo; the message is its name alone."""


@dataclass
class Record:
    """The caption and the tags of a photo; the tags are keys, which keep their order."""

    photo: str
    caption: str
    labels: dict[str, None] = field(default_factory=dict)


class ListOfRecords:
    """An album that goes through its records for each question."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def describe(self, photo: str, caption: str) -> None:
        """Change the record, or begin one."""
        if record := self._find(photo):
            record.caption = caption
        else:
            self.records.insert(0, Record(photo, caption))

    def caption(self, photo: str) -> str | None:
        """Return the caption in the record."""
        record = self._find(photo)
        return record.caption if record else None

    def tag(self, photo: str, tag: str) -> None:
        """Add a key; one that is there keeps its place."""
        self._get(photo).labels[tag] = None

    def tags(self, photo: str) -> list[str]:
        """Return the keys."""
        record = self._find(photo)
        return [*record.labels] if record else []

    def remove(self, photo: str) -> None:
        """Take out the record, and all that is in it."""
        self.records.remove(self._get(photo))

    def photos(self) -> list[str]:
        """Return the photos, the newest first."""
        return [record.photo for record in self.records]

    def _find(self, photo: str) -> Record | None:
        return next((record for record in self.records if record.photo == photo), None)

    def _get(self, photo: str) -> Record:
        record = self._find(photo)
        if record is None:
            raise NotInAlbumError(photo)
        return record


def open_album() -> Album:
    """Return a new album, which is empty."""
    return ListOfRecords()
