"""A model suite: its clock is a fake that only the tests move, and each test is a short timetable."""

import pytest
from limiter import Limiter


class ManualClock:
    """A fake clock: reading it doesn't change it, and only `advance` moves it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self._seconds

    def advance(self, seconds: float) -> None:
        """Let this number of seconds pass."""
        self._seconds += seconds


@pytest.fixture(params=[1_764_000_000.0, 0.0, -3.125], ids=["since 1970", "from zero", "from below zero"])
def clock(request: pytest.FixtureRequest) -> ManualClock:
    """Return a clock that starts at one of several times: every test runs with each."""
    return ManualClock(request.param)


def test_a_user_may_ask_up_to_the_limit(clock: ManualClock) -> None:
    """Three requests are allowed at one moment, and the fourth is refused."""
    limiter = Limiter(most=3, per_seconds=10, clock=clock)

    answers = [limiter.allow("harbor") for _ in range(4)]

    assert answers == [True, True, True, False]


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(0, id="at a full minute"),
        pytest.param(7, id="at seven seconds past"),
        pytest.param(9.5, id="at a fraction of a second"),
    ],
)
def test_a_request_counts_until_exactly_its_end(begin: float, clock: ManualClock) -> None:
    """Half a second before its end it still counts, and at its end it doesn't, whenever it began."""
    limiter = Limiter(most=1, per_seconds=10, clock=clock)
    clock.advance(begin)
    limiter.allow("harbor")

    clock.advance(9.5)
    assert not limiter.allow("harbor")

    clock.advance(0.5)
    assert limiter.allow("harbor")


@pytest.mark.parametrize("later", [10, 10.25, 15, 20, 30, 3605])
def test_requests_have_ended_whenever_the_user_comes_back(later: float, clock: ManualClock) -> None:
    """There's no request in between: at their end, a little later, and much later, all of them are over."""
    limiter = Limiter(most=2, per_seconds=10, clock=clock)
    limiter.allow("harbor")
    limiter.allow("harbor")

    clock.advance(later)

    assert limiter.wait("harbor") == 0
    assert [limiter.allow("harbor") for _ in range(3)] == [True, True, False]


def test_each_request_ends_by_itself(clock: ManualClock) -> None:
    """When the first of two requests ends, there is room for one more, not for two."""
    limiter = Limiter(most=2, per_seconds=10, clock=clock)
    limiter.allow("harbor")
    clock.advance(4)
    limiter.allow("harbor")

    clock.advance(6)

    assert [limiter.allow("harbor"), limiter.allow("harbor")] == [True, False]


def test_a_refused_request_does_not_count(clock: ManualClock) -> None:
    """A request that comes too early is refused, and the user needn't wait longer for it."""
    limiter = Limiter(most=1, per_seconds=10, clock=clock)
    limiter.allow("harbor")
    clock.advance(5)
    limiter.allow("harbor")

    clock.advance(5)

    assert limiter.allow("harbor")


def test_each_user_is_counted_separately(clock: ManualClock) -> None:
    """A user who has asked too often doesn't keep others from asking."""
    limiter = Limiter(most=1, per_seconds=10, clock=clock)

    limiter.allow("school")

    assert limiter.allow("harbor")
    assert limiter.wait("lighthouse") == 0


def test_the_wait_ends_when_the_oldest_request_does(clock: ManualClock) -> None:
    """The first of two requests decides, and the wait gets shorter as time passes."""
    limiter = Limiter(most=2, per_seconds=10, clock=clock)
    limiter.allow("harbor")
    clock.advance(3)
    limiter.allow("harbor")
    assert limiter.wait("harbor") == 7

    clock.advance(6.5)
    assert limiter.wait("harbor") == 0.5

    clock.advance(0.5)
    assert limiter.wait("harbor") == 0


def test_looking_up_the_wait_is_not_a_request(clock: ManualClock) -> None:
    """However often the wait is looked up, the request is still allowed."""
    limiter = Limiter(most=1, per_seconds=10, clock=clock)

    assert [limiter.wait("harbor") for _ in range(3)] == [0, 0, 0]
    assert limiter.allow("harbor")
