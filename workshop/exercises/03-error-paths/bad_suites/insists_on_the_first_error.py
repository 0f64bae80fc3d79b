# judged: over-specified
"""It has two bad lines in one text, and demands that the upper one is named."""

import pytest
from settings import Settings, SettingsError


def test_two_bad_lines() -> None:
    """The rules are silent on it: one program names the first that it finds, and looks for other things first."""
    with pytest.raises(SettingsError, match="line 1"):
        Settings().load("night = 99\nday = warm")
