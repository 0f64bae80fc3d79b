# judged: incomplete, misses ignores-a-typo lets-another-error-out forgets-the-key checks-only-above lets-the-last-one-win counts-only-the-settings keeps-what-stands-above goes-back-to-the-beginning complains-only-once
"""It puts a whole test under one `raises`: after the first error nothing of it runs."""

import pytest
from settings import Settings, SettingsError


def test_errors() -> None:
    """It looks like three errors, and is one."""
    settings = Settings()
    with pytest.raises(SettingsError):  # noqa: PT012 - that is the point
        settings.load("day = 20\nday = 20")
        settings.load("night = 0")
        settings.load("dya = 20")
        assert settings.get("day") == 22
