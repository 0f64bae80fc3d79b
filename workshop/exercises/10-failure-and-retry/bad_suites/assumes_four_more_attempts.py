# judged: wrong
"""It believes that the first attempt doesn't count, and that there are four more."""

import pytest
from pytest_mock import MockerFixture
from sender import BusyError, Gateway, Sender


def test_a_gateway_that_stays_busy(mocker: MockerFixture) -> None:
    """By the rules, the first one is among the four."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.side_effect = BusyError

    with pytest.raises(BusyError):
        Sender(gateway, mocker.Mock(return_value=None)).send("555-0100", "The river rises.")

    assert gateway.send.call_count == 5
