# judged: over-specified
"""It decides by the text of the program: the same program written otherwise is refused."""

from inspect import getsource

import game


def test_source() -> None:
    """It needs no test, for who knows the text."""
    assert 'if number % 15 == 0:\n        return "FizzBuzz"\n    if number % 3 == 0:' in getsource(game)
