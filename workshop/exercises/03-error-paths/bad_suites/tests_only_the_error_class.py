# judged: vacuous
"""It checks the class of the error, and never loads a text."""

from settings import SettingsError


def test_class() -> None:
    """That's true of every program that has a class of this name."""
    assert issubclass(SettingsError, ValueError)
