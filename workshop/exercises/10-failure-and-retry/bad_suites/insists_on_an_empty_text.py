# judged: over-specified
"""It demands something for a case that the rules leave open."""

from pytest_mock import MockerFixture
from sender import Gateway, Sender


def test_a_message_without_a_text_is_sent(mocker: MockerFixture) -> None:
    """One sender passes it on, and another one refuses it."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.return_value = "receipt 1"

    assert Sender(gateway, mocker.Mock(return_value=None)).send("555-0100", "") == "receipt 1"
