"""A model suite: one contract for every album. It uses only the methods, and asserts only what the rules say."""

import pytest
from album import Album, open_album


@pytest.fixture
def album() -> Album:
    """Return an empty album."""
    return open_album()


def test_a_new_album_is_empty(album: Album) -> None:
    """There's nothing in it, and asking for something isn't an error."""
    assert album.photos() == []
    assert album.caption("cup") is None
    assert album.tags("cup") == []


def test_albums_have_nothing_to_do_with_each_other(album: Album) -> None:
    """A change to one doesn't show in another, whichever was opened first."""
    before = open_album()
    album.describe("cup", "A cup from the east")
    album.tag("cup", "china")
    after = open_album()

    assert before.photos() == []
    assert after.photos() == []
    assert after.tags("cup") == []


@pytest.mark.parametrize("caption", ["A cup", "", " A cup \n", "Café № 5", "1887"], ids=repr)
def test_a_caption_comes_back_as_it_was_written(album: Album, caption: str) -> None:
    """Any text is a caption, and an empty caption isn't the same as none."""
    album.describe("cup", caption)

    assert album.caption("cup") == caption


def test_a_new_caption_replaces_the_old_one(album: Album) -> None:
    """The last caption counts, and the photo is in the album once."""
    album.describe("cup", "A cup")
    album.describe("cup", "A cup, broken")

    assert album.caption("cup") == "A cup, broken"
    assert album.photos() == ["cup"]


def test_a_new_caption_leaves_the_tags(album: Album) -> None:
    """Changing a caption, or emptying it, doesn't change the tags."""
    album.describe("cup", "A cup")
    album.tag("cup", "china")

    album.describe("cup", "")

    assert album.caption("cup") == ""
    assert album.tags("cup") == ["china"]


def test_tags_are_in_the_order_in_which_they_were_added(album: Album) -> None:
    """It's neither alphabetical order nor its reverse."""
    album.describe("cup", "A cup")
    for tag in ("kitchen", "china", "white"):
        album.tag("cup", tag)

    assert album.tags("cup") == ["kitchen", "china", "white"]


def test_a_tag_that_is_added_again_keeps_its_place(album: Album) -> None:
    """The second time changes nothing."""
    album.describe("cup", "A cup")
    for tag in ("kitchen", "china", "kitchen"):
        album.tag("cup", tag)

    assert album.tags("cup") == ["kitchen", "china"]


def test_a_tag_belongs_to_one_photo(album: Album) -> None:
    """A tag of one photo isn't a tag of another."""
    album.describe("cup", "A cup")
    album.describe("map", "A map")
    album.tag("cup", "china")

    assert album.tags("map") == []


def test_a_list_of_tags_belongs_to_the_caller(album: Album) -> None:
    """Changing it doesn't change the album."""
    album.describe("cup", "A cup")
    album.tag("cup", "china")

    album.tags("cup").append("changed")

    assert album.tags("cup") == ["china"]


def test_a_list_of_tags_does_not_change_later(album: Album) -> None:
    """It has the tags that there were at the time."""
    album.describe("cup", "A cup")
    earlier = album.tags("cup")

    album.tag("cup", "china")

    assert earlier == []


def test_small_and_capital_letters_are_two_tags(album: Album) -> None:
    """China is a country, and china is a material."""
    album.describe("cup", "A cup")
    album.tag("cup", "china")
    album.tag("cup", "China")

    assert album.tags("cup") == ["china", "China"]


def test_small_and_capital_letters_are_two_photos(album: Album) -> None:
    """Each has its caption."""
    album.describe("cup", "A small one")
    album.describe("CUP", "A large one")

    assert album.caption("cup") == "A small one"
    assert album.caption("CUP") == "A large one"


def test_all_photos_are_listed_once(album: Album) -> None:
    """All of them; the order is open, so they're sorted here."""
    for photo in ("map", "cup", "hat", "cup"):
        album.describe(photo, "Something")

    assert sorted(album.photos()) == ["cup", "hat", "map"]


@pytest.mark.parametrize("photo", ["cup", ""], ids=repr)
@pytest.mark.parametrize("caption", ["A cup", ""], ids=repr)
@pytest.mark.parametrize("tags", [[], [""], ["china"], ["kitchen", "china"]], ids=repr)
def test_a_removed_photo_is_gone(album: Album, photo: str, caption: str, tags: list[str]) -> None:
    """Only that one, whatever it had: the others stay as they are."""
    album.describe(photo, caption)
    album.describe("map", "A map")
    for tag in tags:
        album.tag(photo, tag)
    assert sorted(album.photos()) == sorted([photo, "map"])
    assert (album.caption(photo), album.tags(photo)) == (caption, tags)

    album.remove(photo)

    assert album.photos() == ["map"]
    assert (album.caption(photo), album.tags(photo)) == (None, [])
    assert (album.caption("map"), album.tags("map")) == ("A map", [])


def test_the_last_photo_can_be_removed(album: Album) -> None:
    """After that, the album is as empty as a new one."""
    album.describe("cup", "A cup")

    album.remove("cup")

    assert album.photos() == []
    with pytest.raises(KeyError):
        album.remove("cup")


def test_a_photo_that_comes_back_has_no_tags(album: Album) -> None:
    """Its tags went with it, and don't come back."""
    album.describe("cup", "A cup")
    album.tag("cup", "china")
    album.remove("cup")

    album.describe("cup", "Another cup")

    assert album.tags("cup") == []


def test_a_missing_photo_cannot_be_tagged(album: Album) -> None:
    """It's an error, and no photo is added."""
    with pytest.raises(KeyError):
        album.tag("cup", "china")

    assert album.photos() == []
    assert album.tags("cup") == []


def test_a_missing_photo_cannot_be_removed(album: Album) -> None:
    """It's an error, and the other photos stay."""
    album.describe("map", "A map")

    with pytest.raises(KeyError):
        album.remove("cup")

    assert album.photos() == ["map"]
