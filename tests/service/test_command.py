"""The command's options and errors, in this process."""

import json
import socket
import sys
from collections.abc import Iterator
from importlib.metadata import version
from unittest.mock import MagicMock

import pytest
from fastapi import FastAPI
from pytest_mock import MockerFixture

import fizzbuzz
from fizzbuzz import service_cli
from fizzbuzz.service_cli import application, main
from fizzbuzz.service_log import JsonFormatter
from tests.service.client import Client


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(["--workers", "0"], "argument --workers: must be a whole number from 1, not '0'", id="no worker"),
        pytest.param(["--max-numerals", "0"], "numerals must be from 1 to 1000000000, not 0", id="no numeral"),
        pytest.param(["--max-numerals", f"{2**64}"], f"from 1 to 1000000000, not {2**64}", id="too many numerals"),
        pytest.param(["--max-body", "1"], "body must be from 2 to 1000000000, not 1", id="no body"),
        pytest.param(["--timeout", "nan"], "seconds must be from 0.001 to 86400, not nan", id="no number"),
        pytest.param(["--timeout", "inf"], "seconds must be from 0.001 to 86400, not inf", id="no limit"),
        pytest.param(["--host", "no host"], "can't listen on no host:8000: ", id="no host"),
        pytest.param(["--host", "a..b"], "can't listen on a..b:8000: ", id="a host with an empty part"),
        pytest.param(
            ["--port", "65536"], "argument --port: must be a number from 0 to 65535, not '65536'", id="no port"
        ),
    ],
)
def test_a_wrong_option_is_reported(options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what's wrong, and nothing is served."""
    with pytest.raises(SystemExit) as error:
        main(options)

    assert error.value.code in {1, 2}
    assert message in capsys.readouterr().err.splitlines()[-1]


def test_the_last_port_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    """What's wrong is the limit that follows."""
    with pytest.raises(SystemExit, match="2"):
        main(["--port", "65535", "--max-body", "1"])

    assert capsys.readouterr().err.startswith("fizzbuzz-service: body must be ")


def test_a_taken_port_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what's wrong, and the exit code is 1."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        with pytest.raises(SystemExit, match="1"):
            main(["--port", f"{port}"])

    assert capsys.readouterr().err.startswith(f"fizzbuzz-service: can't listen on 127.0.0.1:{port}: ")


def test_an_ipv6_address_can_be_listened_on(mocker: MockerFixture) -> None:
    """It's recognized by itself; whether this machine has any doesn't matter here."""
    create = mocker.patch("socket.create_server", side_effect=OSError(99, "not here"))

    with pytest.raises(SystemExit, match="1"):
        main(["--host", "::1"])

    create.assert_called_once_with(("::1", 8000), family=socket.AF_INET6, backlog=mocker.ANY)


def test_ctrl_c_before_it_listens_ends_it_quietly(mocker: MockerFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """There's no traceback, and the exit code is 130, as after Ctrl-C while it serves."""
    mocker.patch("socket.getaddrinfo", side_effect=KeyboardInterrupt)

    with pytest.raises(SystemExit, match="130"):
        main([])

    assert capsys.readouterr() == ("", "")


@pytest.fixture
def server(mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[MagicMock]:
    """Yield what replaces uvicorn's server; what the command opens and sets for the process is undone afterwards."""
    monkeypatch.setenv(service_cli.OPTIONS, "")
    mocker.patch("signal.signal")
    server = mocker.patch("uvicorn.Server", autospec=True)
    yield server
    listener_of(server).close()


def listener_of(server: MagicMock) -> socket.socket:
    """Return the socket on which the server would listen."""
    (listener,) = server.return_value.run.call_args.kwargs["sockets"]
    assert isinstance(listener, socket.socket)
    return listener


@pytest.mark.parametrize(
    ("limit", "grace"),
    [pytest.param("0.5", 30, id="a short limit"), pytest.param("60.5", 61, id="one that's longer than usual")],
)
def test_the_end_waits_as_long_as_a_request_may_take(limit: str, grace: int, server: MagicMock) -> None:
    """Otherwise it would cut requests off that are under way."""
    main(["--port", "0", "--timeout", limit])

    (config,) = server.call_args.args
    assert config.timeout_graceful_shutdown == grace


def test_the_listener_says_that_it_speaks_tcp(server: MagicMock) -> None:
    """So asyncio turns Nagle's algorithm off, with which many an answer would wait for 40 ms."""
    main(["--port", "0"])

    assert listener_of(server).proto == socket.IPPROTO_TCP


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """It follows the name of the command."""
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])

    assert exit_.value.code == 0
    assert capsys.readouterr() == (f"fizzbuzz-service {version(fizzbuzz.__name__)}\n", "")


def test_the_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """They can be copied as they are."""
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])

    assert "\n  curl http://127.0.0.1:8000/fizzbuzz/15\n" in capsys.readouterr().out


def test_limits_have_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    """They are what the help says."""
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])

    options = " ".join(capsys.readouterr().out.split())
    assert "numerals a request may have (default: 10000)" in options
    assert "the body of a request may be (default: 1000000)" in options
    assert "how long a request may take (default: 10.0)" in options


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The service's packages come with an extra, and the message says with which."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)

    with pytest.raises(SystemExit, match="2"):
        main([])

    problem, advice = capsys.readouterr().err.split("; ")
    assert problem == "fizzbuzz-service: uvicorn isn't installed"
    assert advice == "pip install 'fizzbuzz[service]'\n"


def test_workers_log_as_the_command_does(monkeypatch: pytest.MonkeyPatch, mocker: MockerFixture) -> None:
    """Each is a process of its own, which sets its log up."""
    monkeypatch.setenv(service_cli.OPTIONS, json.dumps({"limits": {}}))
    set_up = mocker.patch("logging.basicConfig")

    application()

    (handler,) = set_up.call_args.kwargs["handlers"]
    assert isinstance(handler.formatter, JsonFormatter)


def test_workers_keep_the_limits_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command hands them over in the environment."""
    options = {"limits": {"numerals": 2, "body": 100, "seconds": 60}}
    monkeypatch.setenv(service_cli.OPTIONS, json.dumps(options))

    app = application()

    assert isinstance(app, FastAPI)
    assert [Client(app).post(["3"] * count).status_code for count in (2, 3)] == [200, 413]
