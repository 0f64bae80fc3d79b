# judged: broken
"""It ends the process before pytest can report what failed."""

import os

from game import say


def test_exit() -> None:
    """An exit code of 0 isn't a success."""
    assert say(3) == "Fizz"
    os._exit(0)
