# judged: incomplete, misses blank-get-is-not-a-use a-lookup-is-a-use a-miss-is-a-use evicts-on-overwrite remove-leaves-a-ghost moves-only-the-next-to-leave the-same-text-is-not-a-use
"""Every line and every branch runs: each kind of step is tried, but few in combination."""

from shelf import Shelf


def test_put_and_get() -> None:
    """It returns the text, or None if there's no letter."""
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


def test_the_least_recently_used_letter_leaves() -> None:
    """Of three letters, one was replaced, one was read, and one wasn't touched."""
    shelf = Shelf(places=3)
    for label in ("A", "B", "C"):
        shelf.put(label, "Dear cousin")
    shelf.put("A", "Dear aunt")
    shelf.get("B")
    shelf.put("D", "Dear uncle")

    assert set(shelf) == {"A", "B", "D"}


def test_one_place() -> None:
    """The last letter is the only one."""
    shelf = Shelf(places=1)
    shelf.put("A", "Dear cousin")
    shelf.put("B", "Dear aunt")

    assert "B" in shelf
    assert "A" not in shelf


def test_remove() -> None:
    """It's gone, and removing it again isn't an error."""
    shelf = Shelf(places=2)
    shelf.put("A", "Dear cousin")
    shelf.remove("A")
    shelf.remove("A")

    assert len(shelf) == 0
