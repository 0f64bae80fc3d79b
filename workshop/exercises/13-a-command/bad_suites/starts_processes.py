# judged: over-specified
"""It starts the file of the command as a process, but the rules say only what `main` does."""

import subprocess
import sys

import birds


def test_process() -> None:
    """The installed command, not this file, is what such a test should start; and it needs only a few of them."""
    run = subprocess.run(  # noqa: S603
        [sys.executable, birds.__file__], input="wren 1\n", capture_output=True, text=True, check=True
    )

    assert run.stdout == "wren 1\n"
