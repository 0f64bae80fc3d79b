"""The log of the service, for programs to read."""

import json
import logging

_DETAILS = ("method", "path", "error")  # of a log record


def set_up_logging() -> None:
    """Log warnings and errors to standard error, a JSON object a line, and what our own package says of recoveries."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger(__package__).setLevel(logging.INFO)


class JsonFormatter(logging.Formatter):
    """Formats a record as a JSON object on one line, with what it says of a request."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        details = {name: vars(record)[name] for name in _DETAILS if name in vars(record)}
        return json.dumps({"level": record.levelname.lower(), "message": record.getMessage(), **details})
