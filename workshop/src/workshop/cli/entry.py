"""Where the `workshop` command begins: a worker loads pytest while the command itself is imported."""

import sys
from contextlib import nullcontext

from workshop.engine.controller.launch import launched_early

JUDGES = ["check"], ["watch"]  # the beginnings of commands that somebody waits for, and that mostly need a worker


def main() -> None:
    """Run the command."""
    with launched_early() if sys.argv[1:2] in JUDGES else nullcontext():
        from workshop.cli import app  # noqa: PLC0415 - it takes longer than starting a worker

        app.main()
