"""Tests of the shelf beside the desk; the rules are in the README of the exercise."""

from shelf import Shelf


def test_a_new_letter_takes_the_place_of_the_one_that_was_put_first() -> None:
    """No letter was read, so the first that was put there is the least recently used."""
    shelf = Shelf(places=2)
    for label in ("A", "B", "C"):
        shelf.put(label, "Dear cousin")

    assert "A" not in shelf
    assert "B" in shelf
    assert "C" in shelf
