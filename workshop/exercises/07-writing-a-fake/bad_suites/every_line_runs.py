# judged: incomplete, misses expires-too-late uses-fixed-windows forgets-all-requests counts-refusals truncates-seconds waits-for-the-newest-request
"""Every line and every branch runs, but at whole seconds, and far from every edge."""

from limiter import Limiter


class ManualClock:
    """A clock that moves only when a test moves it."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


def test_a_day_of_the_harbor() -> None:
    """It asks, is refused, looks up the wait, and asks again much later."""
    clock = ManualClock()
    limiter = Limiter(most=1, per_seconds=10, clock=clock)

    assert limiter.allow("harbor")
    assert limiter.wait("harbor") == 10
    assert not limiter.allow("harbor")
    assert limiter.allow("lighthouse")
    clock.now = 60
    assert limiter.wait("harbor") == 0
    assert limiter.allow("harbor")
