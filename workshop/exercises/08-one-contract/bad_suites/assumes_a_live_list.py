# judged: wrong
"""It believes that a list of tags goes on to show what the album has."""

from album import open_album


def test_a_list_shows_what_is_added() -> None:
    """That is so only where the album gives its own list away."""
    album = open_album()
    album.describe("cup", "A cup")
    tags = album.tags("cup")

    album.tag("cup", "china")

    assert tags == ["china"]


def test_a_photo_has_tags() -> None:
    """Who asks afterwards is told the truth."""
    album = open_album()
    album.describe("cup", "A cup")

    album.tag("cup", "china")

    assert album.tags("cup") == ["china"]
