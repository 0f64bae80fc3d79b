# judged: incomplete, misses counts-repetitions grows-by-a-second waits-for-nothing says-that-it-was-sent raises-the-first-error insists-on-what-is-refused gives-up-on-a-time-out mixes-up-the-last-attempt remembers-the-pause
"""It wants the gateway to fail, and tells it to return an error: that is a receipt like any other."""

from pytest_mock import MockerFixture
from sender import BusyError, Gateway, Sender


def test_a_busy_gateway(mocker: MockerFixture) -> None:
    """With `side_effect` the error would have been raised; so the first attempt succeeds, and nothing else is seen."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.return_value = BusyError()

    Sender(gateway, mocker.Mock(return_value=None)).send("555-0100", "The river rises.")

    gateway.send.assert_called_with("555-0100", "The river rises.")
