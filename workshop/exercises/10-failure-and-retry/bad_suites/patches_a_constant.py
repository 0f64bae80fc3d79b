# judged: over-specified
"""It shortens the waits by patching a constant of this one program, which others don't have."""

from pytest_mock import MockerFixture
from sender import BusyError, Gateway, Sender


def test_one_failure(mocker: MockerFixture) -> None:
    """That's what `sleep` is for: it's in the rules, and the constant isn't."""
    mocker.patch("sender.FIRST_PAUSE", 0.0)
    gateway = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    gateway.send.side_effect = [BusyError(), "receipt 1"]

    assert Sender(gateway).send("555-0100", "The river rises.") == "receipt 1"
