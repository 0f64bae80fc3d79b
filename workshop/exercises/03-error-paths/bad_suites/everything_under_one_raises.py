# judged: incomplete, misses ignores-a-typo stumbles-over-a-second-equals-sign forgets-the-key checks-only-the-upper-limit allows-100-percent lets-the-last-line-win counts-only-lines-with-settings resets-what-is-not-named applies-lines-before-the-error resets-to-the-defaults complains-only-once
"""It puts a whole test under one `raises`: nothing runs after the first error."""

import pytest
from settings import Settings, SettingsError


def test_errors() -> None:
    """It looks like three errors, but it's one."""
    settings = Settings()
    with pytest.raises(SettingsError):  # noqa: PT012 - that is the point
        settings.load("day = 20\nday = 20")
        settings.load("night = 0")
        settings.load("dya = 20")
        assert settings.get("day") == 22
