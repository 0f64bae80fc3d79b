# judged: incomplete, misses stumbles-over-a-second-equals-sign forgets-the-key checks-only-the-upper-limit allows-100-percent counts-only-lines-with-settings resets-what-is-not-named applies-lines-before-the-error resets-to-the-defaults complains-only-once
"""Every line and every branch runs, and each error is waited for: but any ValueError will do, and then it is over."""

import pytest
from settings import Settings


def test_good() -> None:
    """A text in which all is right."""
    settings = Settings()
    settings.load("# spring\nday = 20\n\nnight = 12")
    assert [settings.get(key) for key in ("day", "night", "humidity")] == [20, 12, 60]


@pytest.mark.parametrize("text", ["day", "dya = 20", "day = warm", "day = 99", "day = 20\nday = 20"])
def test_bad(text: str) -> None:
    """Something was raised, and nobody looks at what it was, or at what is left."""
    with pytest.raises(ValueError):  # noqa: PT011 - that it takes any is the point
        Settings().load(text)
