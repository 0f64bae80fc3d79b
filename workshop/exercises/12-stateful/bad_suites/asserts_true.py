# judged: vacuous
"""It imports the shelf, and never uses it."""

from shelf import Shelf


def test_shelf() -> None:
    """It would pass without a program."""
    assert Shelf
    assert True
