# judged: order-dependent
"""All tests share a limiter and its clock: what one of them expects depends on who was there before."""

from limiter import Limiter

now = [0.0]
limiter = Limiter(most=1, per_seconds=10, clock=lambda: now[0])


def test_the_first_request_is_allowed() -> None:
    """So it is, if nobody has asked before."""
    assert limiter.allow("harbour")


def test_a_request_ends() -> None:
    """It goes on where it believes that the test above has ended."""
    assert not limiter.allow("harbour")

    now[0] += 10

    assert limiter.allow("harbour")
