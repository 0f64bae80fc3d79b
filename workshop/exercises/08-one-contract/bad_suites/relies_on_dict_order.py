# judged: over-specified
"""It relies on the order in which a dict in memory happens to have its keys."""

from album import open_album


def test_all_photos_are_listed() -> None:
    """The rules leave the order open, and another album has the newest first."""
    album = open_album()
    album.describe("map", "A map")
    album.describe("cup", "A cup")

    assert album.photos() == ["map", "cup"]
