# judged: wrong
"""It believes that a list of tags changes when the album does."""

from album import open_album


def test_a_list_shows_what_is_added() -> None:
    """That's true only if the album returns its own list."""
    album = open_album()
    album.describe("cup", "A cup")
    tags = album.tags("cup")

    album.tag("cup", "china")

    assert tags == ["china"]


def test_a_photo_has_tags() -> None:
    """Asking again gives the current tags."""
    album = open_album()
    album.describe("cup", "A cup")

    album.tag("cup", "china")

    assert album.tags("cup") == ["china"]
