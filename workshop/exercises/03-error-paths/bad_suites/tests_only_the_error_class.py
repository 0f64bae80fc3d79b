# judged: vacuous
"""It asks what kind of error there is, and no text is ever loaded."""

from settings import SettingsError


def test_class() -> None:
    """True of every program that has the name."""
    assert issubclass(SettingsError, ValueError)
