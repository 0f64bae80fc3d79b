"""An album of photos, each with a caption and with tags, in Redis."""

import os
from typing import Protocol
from uuid import uuid4

import redis


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


class _RedisAlbum:
    """The captions in a hash, and the tags of each photo in a sorted set, by a number that only grows."""

    def __init__(self, client: redis.Redis, prefix: str) -> None:
        self._client = client
        self._captions = f"{prefix}:captions"
        self._counter = f"{prefix}:counter"
        self._prefix = prefix

    def describe(self, photo: str, caption: str) -> None:
        self._client.hset(self._captions, photo, caption)

    def caption(self, photo: str) -> str | None:
        caption = self._client.hget(self._captions, photo)
        return None if caption is None else _text(caption)

    def tag(self, photo: str, tag: str) -> None:
        if not self._client.hexists(self._captions, photo):
            raise KeyError(f"no photo {photo!r} in the album")
        self._client.zadd(self._tags_of(photo), {tag: self._client.incr(self._counter)}, nx=True)

    def tags(self, photo: str) -> list[str]:
        return [_text(tag) for tag in self._client.zrange(self._tags_of(photo), 0, -1)]

    def remove(self, photo: str) -> None:
        if not self._client.hdel(self._captions, photo):
            raise KeyError(f"no photo {photo!r} in the album")
        self._client.delete(self._tags_of(photo))

    def photos(self) -> list[str]:
        return [_text(photo) for photo in self._client.hkeys(self._captions)]

    def _tags_of(self, photo: str) -> str:
        return f"{self._prefix}:tags:{photo}"


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else f"{value}"


def open_album() -> Album:
    """Return a new album, which is empty: no other has its prefix."""
    return _RedisAlbum(redis.from_url(os.environ["REDIS_URL"]), f"album:{uuid4()}")
