"""Tests of the settings; the rules are in the README of the exercise."""

from settings import Settings


def test_a_setting_is_taken_over() -> None:
    """A line with a key and a value changes the setting of this key."""
    settings = Settings()

    settings.load("night = 12")

    assert settings.get("night") == 12
