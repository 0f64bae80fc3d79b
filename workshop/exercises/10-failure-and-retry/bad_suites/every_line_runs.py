# judged: incomplete, misses counts-only-retries backs-off-linearly waits-after-the-last-attempt raises-the-first-error retries-rejected-messages retries-a-lost-connection gives-up-on-a-timeout garbles-the-last-attempt never-resets-the-delay
"""Every line and every branch runs: one failure is temporary, and one is permanent."""

import pytest
from pytest_mock import MockerFixture
from sender import BusyError, Gateway, Sender


def test_busy(mocker: MockerFixture) -> None:
    """All failures are of one kind, and no assertion is about the waits."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    sender = Sender(gateway, mocker.Mock(return_value=None))

    gateway.send.side_effect = [BusyError(), "receipt 1"]
    assert sender.send("555-0100", "The river rises.") == "receipt 1"
    gateway.send.side_effect = BusyError
    with pytest.raises(BusyError):
        sender.send("555-0100", "The river rises.")
