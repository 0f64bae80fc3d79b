"""The supervisor of several workers, without any worker."""

from pytest_mock import MockerFixture
from uvicorn import Config

from fizzbuzz.service_shutdown import Supervisor


def test_the_supervisor_stops_listening_first(mocker: MockerFixture) -> None:
    """A client that comes late is refused at once, because no worker would answer it."""
    listener = mocker.Mock()

    Supervisor(Config("no application", log_config=None), [listener]).terminate_all()

    listener.close.assert_called_once_with()
