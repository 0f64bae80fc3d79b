# judged: order-dependent
"""Its tests share a shelf, and the second goes on where the first has stopped."""

from shelf import Shelf

shelf = Shelf(places=2)


def test_two_letters_lie_there() -> None:
    """It fills the shelf that all tests use."""
    shelf.put("A", "Dear cousin")
    shelf.put("B", "Dear aunt")

    assert set(shelf) == {"A", "B"}


def test_a_third_drives_out_the_first() -> None:
    """Alone it finds an empty shelf, and nothing is driven out."""
    shelf.put("C", "Dear uncle")

    assert set(shelf) == {"B", "C"}
