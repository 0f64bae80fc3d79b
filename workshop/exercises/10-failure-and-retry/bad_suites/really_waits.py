# judged: slow, misses counts-only-retries backs-off-linearly waits-after-the-last-attempt claims-success raises-the-first-error retries-rejected-messages retries-a-lost-connection gives-up-on-a-timeout garbles-the-last-attempt never-resets-the-delay
"""It gives the sender no `sleep`, so it really waits, as the station does."""

from pytest_mock import MockerFixture
from sender import BusyError, Gateway, Sender


def test_one_failure(mocker: MockerFixture) -> None:
    """There's nothing wrong with it, but a suite of such tests won't be run often."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.side_effect = [BusyError(), "receipt 1"]

    assert Sender(gateway).send("555-0100", "The river rises.") == "receipt 1"
    assert gateway.send.call_count == 2
