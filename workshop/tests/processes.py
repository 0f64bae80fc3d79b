"""The processes of this machine, by their command lines."""

import subprocess
from itertools import takewhile
from time import monotonic

LONGEST = 60  # seconds until a process that doesn't end fails its test


def running_processes() -> str:
    """Return the command lines of all processes."""
    return subprocess.run(["ps", "-eww", "-o", "args"], check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S607


def has_ended(text: str) -> bool:
    """Wait until no process has a text in its command line; return False if one still has after a minute."""
    deadline = monotonic() + LONGEST
    return any(text not in running_processes() for _ in takewhile(lambda _: monotonic() < deadline, iter(int, 1)))
