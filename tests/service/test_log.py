"""What the log of the service says, and how."""

import logging

import pytest

from fizzbuzz.service_log import JsonFormatter


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
