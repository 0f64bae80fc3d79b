# judged: vacuous
"""It sets up a mock of an album, and finds that the mock does what it was set up to do."""

from album import Album
from pytest_mock import MockerFixture


def test_a_photo_has_its_caption(mocker: MockerFixture) -> None:
    """There's no album in it."""
    album = mocker.create_autospec(Album, instance=True)
    album.caption.return_value = "A cup"

    album.describe("cup", "A cup")

    assert album.caption("cup") == "A cup"
    album.describe.assert_called_once_with("cup", "A cup")
