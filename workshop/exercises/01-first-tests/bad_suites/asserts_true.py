# judged: vacuous
"""The program is imported, and not asked."""

import game


def test_game() -> None:
    """It would pass without a program."""
    assert game
    assert True
