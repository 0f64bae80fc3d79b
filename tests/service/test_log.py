"""What the log of the service says, and how."""

import logging

import pytest
from pytest_mock import MockerFixture

from fizzbuzz import service_log
from fizzbuzz.service_log import JsonFormatter, set_up_logging


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        pytest.param({}, '{"level": "warning", "message": "the cache is away"}', id="a warning"),
        pytest.param(
            {"path": "/\N{LATIN SMALL LETTER U WITH DIAERESIS}\N{LINE SEPARATOR}"},
            '{"level": "warning", "message": "the cache is away", "path": "/\\u00fc\\u2028"}',
            id="a path that some standard errors can't show",
        ),
        pytest.param(
            {"method": "GET", "path": "/\n", "error": "KeyError: 3"},
            '{"level": "warning", "message": "the cache is away", '
            '"method": "GET", "path": "/\\n", "error": "KeyError: 3"}',
            id="a request that failed",
        ),
    ],
)
def test_a_line_of_the_log_is_a_json_object(extra: dict[str, str], line: str) -> None:
    """Programs read it, and no path can forge another line."""
    record = logging.makeLogRecord({"levelname": "WARNING", "msg": "the cache is %s", "args": ("away",), **extra})

    assert JsonFormatter().format(record) == line


def test_recoveries_are_logged_too(monkeypatch: pytest.MonkeyPatch, mocker: MockerFixture) -> None:
    """They have level INFO, at which only our own package is logged."""
    logger = logging.getLogger(service_log.__package__)
    monkeypatch.setattr(logger, "level", logger.level)  # to be restored
    logger.setLevel(logging.NOTSET)
    set_up = mocker.patch("logging.basicConfig")

    set_up_logging()

    assert logger.level == logging.INFO
    assert set_up.call_args.kwargs["level"] == logging.WARNING
