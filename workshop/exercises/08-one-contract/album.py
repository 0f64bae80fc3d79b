"""The contract of an album of photos, each with a caption and tags, and an album in memory."""

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


class _InMemoryAlbum:
    def __init__(self) -> None:
        self._captions: dict[str, str] = {}
        self._tags: dict[str, list[str]] = {}

    def describe(self, photo: str, caption: str) -> None:
        self._captions[photo] = caption
        self._tags.setdefault(photo, [])

    def caption(self, photo: str) -> str | None:
        return self._captions.get(photo)

    def tag(self, photo: str, tag: str) -> None:
        tags = self._tags[photo]
        if tag not in tags:
            tags.append(tag)

    def tags(self, photo: str) -> list[str]:
        return list(self._tags.get(photo, []))

    def remove(self, photo: str) -> None:
        del self._captions[photo]
        del self._tags[photo]

    def photos(self) -> list[str]:
        return list(self._captions)


def open_album() -> Album:
    """Return a new album, which is empty."""
    return _InMemoryAlbum()
