"""Tests of the sender of warnings; the rules are in the README of the exercise."""

from pytest_mock import MockerFixture
from sender import Gateway, Sender


def test_a_message_that_is_taken_has_a_receipt(mocker: MockerFixture) -> None:
    """What the gateway returns is the answer."""
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.return_value = "receipt 1"
    sleep = mocker.Mock(return_value=None)

    assert Sender(gateway, sleep).send("555-0100", "The river rises.") == "receipt 1"
