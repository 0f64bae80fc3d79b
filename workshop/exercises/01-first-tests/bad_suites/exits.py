# judged: broken
"""It ends the process before anybody can say what failed."""

import os

from game import say


def test_exit() -> None:
    """Exit code 0 is no success."""
    assert say(3) == "Fizz"
    os._exit(0)
