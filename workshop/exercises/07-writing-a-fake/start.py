"""Tests of the limiter; the rules are in the README of the exercise."""

from limiter import Limiter


def stopped_clock() -> float:
    """Return the same time always: enough for the test below, and for no other rule."""
    return 100.0


def test_a_user_may_ask_up_to_the_limit() -> None:
    """Two requests are allowed at one moment, and the third is refused."""
    limiter = Limiter(most=2, per_seconds=10, clock=stopped_clock)

    answers = [limiter.allow("harbor") for _ in range(3)]

    assert answers == [True, True, False]
