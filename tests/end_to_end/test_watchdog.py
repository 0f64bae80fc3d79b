"""The watchdog that ends a process that a test would wait for forever."""

import sys
from subprocess import PIPE, Popen

from tests.watchdog import watchdog


def test_a_process_is_killed_after_the_time_limit() -> None:
    """A read from a process that prints nothing ends at the time limit."""
    waits_for_input = [sys.executable, "-c", "input()"]

    with Popen(waits_for_input, stdin=PIPE, stdout=PIPE, text=True) as process, watchdog(process, seconds=0):
        assert process.stdout
        output = process.stdout.read()

    assert output == ""
    assert process.returncode != 0
