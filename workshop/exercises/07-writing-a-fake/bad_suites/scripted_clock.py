# judged: over-specified
"""Its clock is a stub with one answer for each call: a limiter that reads its clock twice gets the wrong ones."""

from limiter import Limiter
from pytest_mock import MockerFixture


def test_a_request_ends(mocker: MockerFixture) -> None:
    """The answers are in the order in which this one limiter asks for them."""
    clock = mocker.Mock(side_effect=[0, 9, 10])
    limiter = Limiter(most=1, per_seconds=10, clock=clock)

    assert limiter.allow("harbor")
    assert not limiter.allow("harbor")
    assert limiter.allow("harbor")
