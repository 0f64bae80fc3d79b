# judged: over-specified
"""It relies on identity: what comes back from a server is equal, and it is never the same object."""

from album import open_album


def test_a_caption_comes_back() -> None:
    """It asks with `is` where `==` is meant."""
    caption = "A cup from the east"
    album = open_album()
    album.describe("cup", caption)

    assert album.caption("cup") is caption
