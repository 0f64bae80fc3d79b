"""The tests of the kit need its tools, so plain `pytest` leaves them to `nox -s kit`; fixtures that they share."""

from pathlib import Path

import pytest


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Ignore this folder unless the command line names it."""
    is_named = any("kit" in Path(argument.partition("::")[0]).parts for argument in config.args)
    return None if is_named else True
