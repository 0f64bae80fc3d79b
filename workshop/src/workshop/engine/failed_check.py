"""What a test has checked where it failed. Plain data."""

from dataclasses import dataclass

RAISE = "raise "  # how a check says that a call raises an error


@dataclass(frozen=True)
class FailedCheck:
    """What a test has checked where it failed, each part "" if that isn't known.

    `call` is the call of the program that it's about, such as "say(0)", and `result` what the call returned, or what it
    raised, as in "raise ValueError". `expected` is what the test wants instead. A test that compares something else
    than the result has a `comparison`, such as "2 == 1". All are expressions of Python, cut if they are long.
    """

    call: str = ""
    result: str = ""
    expected: str = ""
    comparison: str = ""
