# judged: wrong
"""It believes that the letter that was put there first is the first to leave, whatever was read since."""

from shelf import Shelf


def test_the_first_letter_leaves() -> None:
    """By the rules to get a letter is a use: B leaves, which nobody has read."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")
    shelf.put("B", "Dear aunt")

    shelf.get("A")
    shelf.put("C", "Dear uncle")

    assert "A" not in shelf


def test_a_letter_comes_back() -> None:
    """Beside the wrong one a right one counts all the same."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")

    assert shelf.get("A") == "Dear cousin"
