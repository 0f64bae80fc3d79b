# judged: incomplete, misses counts-only-retries backs-off-linearly waits-after-the-last-attempt claims-success raises-the-first-error retries-rejected-messages retries-a-lost-connection gives-up-on-a-timeout garbles-the-last-attempt never-resets-the-delay
"""It means to make the gateway fail, but has it return an error, which is a receipt like any other."""

from pytest_mock import MockerFixture
from sender import BusyError, Gateway, Sender


def test_a_busy_gateway(mocker: MockerFixture) -> None:
    """`side_effect` would have raised the error; like this, the first attempt succeeds, and nothing else is tested."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.return_value = BusyError()

    Sender(gateway, mocker.Mock(return_value=None)).send("555-0100", "The river rises.")

    gateway.send.assert_called_with("555-0100", "The river rises.")
