# judged: vacuous
"""It imports the program, and never calls it."""

import game


def test_game() -> None:
    """It would pass without a program."""
    assert game
    assert True
