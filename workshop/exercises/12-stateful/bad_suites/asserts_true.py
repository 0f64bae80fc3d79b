# judged: vacuous
"""The shelf is imported, and not asked."""

from shelf import Shelf


def test_shelf() -> None:
    """It would pass without a program."""
    assert Shelf
    assert True
