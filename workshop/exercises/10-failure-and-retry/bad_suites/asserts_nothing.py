# judged: smoke
"""It sends a message through a mock without any behavior, and doesn't look at the result."""

from pytest_mock import MockerFixture
from sender import Sender


def test_send(mocker: MockerFixture) -> None:
    """A mock without any behavior takes every message, so nothing can be raised."""
    Sender(mocker.Mock(), mocker.Mock()).send("555-0100", "The river rises.")
