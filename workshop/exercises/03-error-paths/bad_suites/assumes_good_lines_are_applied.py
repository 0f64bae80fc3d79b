# judged: wrong
"""It believes that the lines above a bad one count, as if a text were applied line by line."""

import pytest
from settings import Settings, SettingsError


def test_the_first_line_was_good() -> None:
    """By the rules, nothing in a bad text is taken over."""
    settings = Settings()

    with pytest.raises(SettingsError):
        settings.load("day = 20\nnight = cool")

    assert settings.get("day") == 20
