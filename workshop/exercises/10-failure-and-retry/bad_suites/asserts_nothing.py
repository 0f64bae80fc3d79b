# judged: smoke
"""A message is sent through a mock that is told nothing, and nobody looks at what became of it."""

from pytest_mock import MockerFixture
from sender import Sender


def test_send(mocker: MockerFixture) -> None:
    """A mock that is told nothing takes every message, and so nothing can be raised."""
    Sender(mocker.Mock(), mocker.Mock()).send("555-0100", "The river rises.")
