"""What the command says and starts when it begins to serve, without a socket."""

import pytest
from pytest_mock import MockerFixture

from fizzbuzz.service_cli import main

pytestmark = pytest.mark.usefixtures("nothing_begins")


def test_there_are_as_many_workers_as_the_option_says(mocker: MockerFixture) -> None:
    """A supervisor starts them, and the exit code is its own."""
    supervisor = mocker.patch("fizzbuzz.service_shutdown.Supervisor")
    supervisor.return_value.exit_code = 130

    with pytest.raises(SystemExit, match="130"):
        main(["--workers", "4"])

    supervisor.return_value.run.assert_called_once_with()
    assert supervisor.call_args.args[0].workers == 4


def test_an_ipv6_address_is_shown_in_brackets(capsys: pytest.CaptureFixture[str]) -> None:
    """As in every URL, so that it can be copied."""
    main(["--host", "::1"])

    assert capsys.readouterr().err == "fizzbuzz-service: listening on http://[::1]:8000\n"
