# judged: incomplete, misses shares-one-album drops-tags treats-blank-as-missing ignores-case moves-existing-tags exposes-its-list keeps-photos-without-tags
"""Every line and every branch runs, and each rule is tested once, in the simplest way."""

import pytest
from album import open_album


def test_an_album() -> None:
    """One photo is put in, described, found, and removed."""
    album = open_album()
    album.describe("cup", "A pot")
    album.describe("cup", "A cup")
    album.tag("cup", "china")
    album.tag("cup", "china")

    assert album.caption("cup") == "A cup"
    assert album.tags("cup") == ["china"]
    assert album.photos() == ["cup"]

    album.remove("cup")

    assert album.tags("cup") == []
    with pytest.raises(KeyError):
        album.remove("cup")
