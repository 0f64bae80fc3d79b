# judged: wrong
"""It believes that the letter that was put there first is the first to leave, whatever was read since."""

from shelf import Shelf


def test_the_first_letter_leaves() -> None:
    """By the rules, getting a letter is a use: B leaves, since it hasn't been read."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")
    shelf.put("B", "Dear aunt")

    shelf.get("A")
    shelf.put("C", "Dear uncle")

    assert "A" not in shelf


def test_a_letter_comes_back() -> None:
    """A correct test beside the wrong one still counts."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")

    assert shelf.get("A") == "Dear cousin"
