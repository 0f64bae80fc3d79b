# judged: incomplete, misses M
"""Every line runs, and every branch: one step at a time, and so no step meets what another has left behind."""

from shelf import Shelf


def test_put_and_get() -> None:
    """A text comes back, and where there is none, nothing does."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")

    assert shelf.get("A") == "Dear cousin"
    assert shelf.get("B") is None


def test_a_new_text_replaces_the_old_one() -> None:
    """The letter is there once, with the new text."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")
    shelf.put("A", "Dear aunt")

    assert shelf.get("A") == "Dear aunt"
    assert len(shelf) == 1


def test_a_letter_leaves_a_full_shelf() -> None:
    """The one that was put there first, if none was used."""
    shelf = Shelf(places=2)
    for label in ("A", "B", "C"):
        shelf.put(label, "Dear cousin")

    assert set(shelf) == {"B", "C"}


def test_remove() -> None:
    """It is gone, and to remove it once more is no error."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")
    shelf.remove("A")
    shelf.remove("A")

    assert len(shelf) == 0
