# judged: over-specified
"""It has two bad lines in one text, and demands that the message names the first."""

import pytest
from settings import Settings, SettingsError


def test_two_bad_lines() -> None:
    """The rules don't say: one program names the first line that it finds, and looks for other errors first."""
    with pytest.raises(SettingsError, match="line 1"):
        Settings().load("night = 99\nday = warm")
