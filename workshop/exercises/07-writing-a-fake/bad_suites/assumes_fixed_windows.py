# judged: wrong
"""It believes that the count starts again from zero at fixed times."""

from limiter import Limiter


def test_a_new_minute() -> None:
    """By the rules, the request at 59 still counts at 60."""
    now = [0]
    limiter = Limiter(most=2, per_seconds=60, clock=lambda: now[0])
    limiter.allow("harbor")
    now[0] = 59
    limiter.allow("harbor")

    now[0] = 60

    assert [limiter.allow("harbor"), limiter.allow("harbor")] == [True, True]
