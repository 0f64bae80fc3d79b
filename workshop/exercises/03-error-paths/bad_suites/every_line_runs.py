# judged: incomplete, misses stumbles-over-a-second-equals-sign forgets-the-key checks-only-the-upper-limit allows-100-percent counts-only-lines-with-settings resets-what-is-not-named applies-lines-before-the-error resets-to-the-defaults complains-only-once
"""Every line and every branch runs, and each error is expected, but any ValueError will do, and nothing is checked after it."""

import pytest
from settings import Settings


def test_good() -> None:
    """A text in which everything is right."""
    settings = Settings()
    settings.load("# spring\nday = 20\n\nnight = 12")
    assert [settings.get(key) for key in ("day", "night", "humidity")] == [20, 12, 60]


@pytest.mark.parametrize("text", ["day", "dya = 20", "day = warm", "day = 99", "day = 20\nday = 20"])
def test_bad(text: str) -> None:
    """Something is raised, but it doesn't look at what that was, or at what's left."""
    with pytest.raises(ValueError):  # noqa: PT011 - that it takes any is the point
        Settings().load(text)
