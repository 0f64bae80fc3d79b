# judged: order-dependent
"""All tests share one album, and the second needs what the first has put into it."""

from album import open_album

ALBUM = open_album()


def test_a_photo_is_put_in() -> None:
    """It leaves the photo for the next test."""
    ALBUM.describe("cup", "A cup")

    assert ALBUM.caption("cup") == "A cup"


def test_a_photo_is_tagged() -> None:
    """Alone, or in another order, it fails."""
    ALBUM.tag("cup", "china")

    assert ALBUM.tags("cup") == ["china"]
