# judged: order-dependent
"""All tests share one gateway, and each goes on where another one has stopped."""

from unittest.mock import Mock, create_autospec

from sender import BusyError, Gateway, Sender

gateway = create_autospec(Gateway, instance=True, spec_set=True)
gateway.send.side_effect = [BusyError(), "receipt 1", "receipt 2"]


def test_a_failure_that_passes() -> None:
    """It has to run first."""
    assert Sender(gateway, Mock(return_value=None)).send("555-0100", "The river rises.") == "receipt 1"


def test_no_failure() -> None:
    """It has to run second."""
    assert Sender(gateway, Mock(return_value=None)).send("555-0100", "The river falls.") == "receipt 2"
