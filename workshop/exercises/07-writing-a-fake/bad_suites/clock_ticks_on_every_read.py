# judged: over-specified
"""Its clock moves on whenever it's read, so how much time passes depends on how often a limiter reads it."""

from itertools import count

from limiter import Limiter


def test_a_request_ends() -> None:
    """With one reading for each request, the fourth comes after three seconds."""
    seconds = count(100)
    limiter = Limiter(most=1, per_seconds=3, clock=lambda: next(seconds))

    assert [limiter.allow("harbor") for _ in range(4)] == [True, False, False, True]
