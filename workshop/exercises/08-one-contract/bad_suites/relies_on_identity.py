# judged: over-specified
"""It relies on identity: a server's answer is equal to what was sent, but it's never the same object."""

from album import open_album


def test_a_caption_comes_back() -> None:
    """It compares with `is` where `==` is meant."""
    caption = "A cup from the east"
    album = open_album()
    album.describe("cup", caption)

    assert album.caption("cup") is caption
