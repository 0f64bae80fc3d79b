# judged: over-specified
"""It looks at the source of the program, so it refuses the same program when it's written differently."""

from inspect import getsource

import game


def test_source() -> None:
    """A test of the source isn't a test of what the program does."""
    assert 'if number % 15 == 0:\n        return "FizzBuzz"\n    if number % 3 == 0:' in getsource(game)
