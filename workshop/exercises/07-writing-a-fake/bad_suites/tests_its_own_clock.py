# judged: vacuous
"""Its clock works, but it tells us nothing about the limiter."""

from limiter import Limiter


class ManualClock:
    """A clock that moves only when a test moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


def test_the_clock_moves() -> None:
    """No function of the limiter is called."""
    assert callable(Limiter)
    clock = ManualClock()

    clock.now += 10

    assert clock() == 10
