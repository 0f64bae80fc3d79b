# judged: over-specified
"""It demands the whole message of one program, where the rules only want a line and a key in it."""

import pytest
from settings import Settings, SettingsError


def test_message() -> None:
    """Anyone who writes a better message breaks the test."""
    with pytest.raises(SettingsError) as raised:
        Settings().load("nihgt = 12")

    assert str(raised.value) == "line 1: there is no setting 'nihgt'"
