# judged: order-dependent
"""Its tests share a shelf, and the second goes on where the first stopped."""

from shelf import Shelf

shelf = Shelf(places=2)


def test_two_letters_are_on_the_shelf() -> None:
    """It fills the shelf that all tests use."""
    shelf.put("A", "Dear cousin")
    shelf.put("B", "Dear aunt")

    assert set(shelf) == {"A", "B"}


def test_a_third_replaces_the_first() -> None:
    """On its own, it finds an empty shelf, and no letter has to leave."""
    shelf.put("C", "Dear uncle")

    assert set(shelf) == {"B", "C"}
