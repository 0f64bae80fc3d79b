"""The contract of an album, wherever it keeps its photos; the rules are in the README of the exercise."""

import pytest
from album import Album, open_album


@pytest.fixture
def album() -> Album:
    """Return an empty album."""
    return open_album()


def test_a_photo_has_its_caption(album: Album) -> None:
    """The caption comes back as it was written."""
    album.describe("cup", "A cup from the east")

    assert album.caption("cup") == "A cup from the east"
