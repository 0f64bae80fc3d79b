"""The timeout of a test on a mutant follows from its time on the correct program."""

import pytest

from workshop.engine.limits import mutant_timeout


@pytest.mark.parametrize(
    ("seconds", "timeout"),
    [
        pytest.param(0.0, 2.0, id="a quick test gets the shortest timeout"),
        pytest.param(0.2, 2.0, id="the longest time with the shortest timeout"),
        pytest.param(0.5, 5.0, id="a slow test gets ten times as long"),
    ],
)
def test_mutant_timeout(seconds: float, timeout: float) -> None:
    """A test may be ten times slower on a mutant, and always gets two seconds."""
    assert mutant_timeout(seconds) == timeout
