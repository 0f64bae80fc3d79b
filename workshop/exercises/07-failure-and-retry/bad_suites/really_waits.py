# judged: slow, misses counts-repetitions grows-by-a-second waits-for-nothing says-that-it-was-sent raises-the-first-error insists-on-what-is-refused gives-up-on-a-time-out mixes-up-the-last-attempt remembers-the-pause
"""It gives the sender no `sleep`, and so it waits as the station does."""

from pytest_mock import MockerFixture
from sender import BusyError, Gateway, Sender


def test_one_failure(mocker: MockerFixture) -> None:
    """Nothing is wrong with it, but a suite of such tests is not run often."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.side_effect = [BusyError(), "receipt 1"]

    assert Sender(gateway).send("555-0100", "The river rises.") == "receipt 1"
    assert gateway.send.call_count == 2
