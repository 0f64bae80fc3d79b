# judged: over-specified
"""It compares lists, where the rules leave the order open."""

from shelf import Shelf


def test_labels_of_the_letters_that_stay() -> None:
    """The letters are the right ones; that B comes before C is no rule."""
    shelf = Shelf(places=2)
    for label in ("A", "B", "C"):
        shelf.put(label, "Dear cousin")

    assert list(shelf) == ["B", "C"]
