"""A terminal with the `workshop` command in it, as a user sees it."""

import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from select import select
from types import TracebackType
from typing import Self

TIMEOUT = 30  # seconds


@contextmanager
def default_sigint() -> Iterator[None]:
    """Have processes that are started in this context react to Ctrl-C, even if the test run itself ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Terminal:
    """Runs `workshop` in a terminal of 80 columns; use it as a context.

    What's in `prepare` is called in the new process, before the command begins.
    """

    def __init__(self, folder: Path, *arguments: str, prepare: Sequence[Callable[[], object]] = ()) -> None:
        output, command_side = pty.openpty()
        self._output = os.fdopen(output, "r+b", buffering=0)
        self.text = ""  # shown since the last text that was waited for
        steps: list[Callable[[], object]] = [partial(os.login_tty, command_side), *prepare]
        with default_sigint():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "workshop", *arguments],
                cwd=folder,
                env=os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "40"},
                preexec_fn=partial(list, (step() for step in steps)),  # noqa: PLW1509 - it's done in the new process
            )
        os.close(command_side)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(TIMEOUT)
        finally:
            self.process.kill()
            self.close()

    def wait_for(self, text: str) -> str:
        """Return what was shown up to and including this text; raises AssertionError if it doesn't appear in time."""
        deadline = time.monotonic() + TIMEOUT
        while text not in self.text:
            assert time.monotonic() < deadline, f"{text!r} did not appear: {self.text}"
            self._read()
        shown, found, self.text = self.text.partition(text)
        return shown + found

    def press(self, key: str) -> None:
        """Press a key; a control character stands for a key with Ctrl."""
        self._output.write(key.encode())

    def waits_for_enter(self) -> bool:
        """Return whether keys arrive a line at a time, as they do before and after a command that reads keys."""
        return bool(termios.tcgetattr(self._output)[3] & termios.ICANON)

    def close(self) -> None:
        """Close the window of the terminal."""
        self._output.close()

    def exit_code(self) -> int:
        """Wait for the process to end and return its exit code."""
        return self.process.wait(TIMEOUT)

    def _read(self) -> None:
        if select([self._output], [], [], 0.1)[0]:
            shown = self._output.read(65_536).decode(errors="replace")
            self.text += re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown).replace("\r\n", "\n")
