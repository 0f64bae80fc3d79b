# judged: incomplete
"""It has a real clock and doesn't want to wait, so nothing that happens later is tested."""

import time

from limiter import Limiter


def test_the_first_moment() -> None:
    """It's all over before any time has passed."""
    limiter = Limiter(most=1, per_seconds=1_000_000, clock=time.time)

    assert limiter.allow("harbor")
    assert not limiter.allow("harbor")
    assert 0 < limiter.wait("harbor") <= 1_000_000
    assert limiter.allow("lighthouse")
