# judged: order-dependent
"""All tests share a limiter and its clock, so what one of them expects depends on which ran before."""

from limiter import Limiter

now = [0.0]
limiter = Limiter(most=1, per_seconds=10, clock=lambda: now[0])


def test_the_first_request_is_allowed() -> None:
    """True, if there were no requests before."""
    assert limiter.allow("harbor")


def test_a_request_ends() -> None:
    """It goes on where it believes the test above has ended."""
    assert not limiter.allow("harbor")

    now[0] += 10

    assert limiter.allow("harbor")
