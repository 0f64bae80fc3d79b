# judged: over-specified
"""It looks at the attributes of the album in memory, so every other album fails."""

from album import open_album


def test_a_removed_photo_leaves_nothing() -> None:
    """What no method returns isn't part of the contract."""
    album = open_album()
    album.describe("cup", "A cup")
    album.tag("cup", "china")

    album.remove("cup")

    assert album._tags == {}  # type: ignore[attr-defined]  # noqa: SLF001 - that it looks inside is the point
